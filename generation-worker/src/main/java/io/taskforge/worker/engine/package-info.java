/**
 * The seam between the drafting pipeline and who writes the drafts: the model, or the rules. Nothing here knows either.
 *
 * <p>May use {@code worker.ingest} and the shared model.
 */
package io.taskforge.worker.engine;
