/**
 * Holds drafts against the contract's rules, mends what code can mend, and writes down both. May use {@code worker.engine}, {@code
 * worker.ingest} and the shared model.
 */
package io.taskforge.worker.check;
