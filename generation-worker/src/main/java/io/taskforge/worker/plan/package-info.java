/**
 * Decides how many tickets there will be, which statements go together, and which groups become epics. May use {@code
 * worker.ingest}, {@code worker.engine} and the shared model.
 */
package io.taskforge.worker.plan;
