/**
 * Drafting on top of an earlier job: what its tickets covered and still stands is kept, and only the rest is drafted.
 *
 * <pre>
 *   base's result ─▶ {@link Division}     which details of the new text are statements, as they were in the old one
 *                 ─▶ {@link Matching}     which requirement of the old text is which of the new one
 *                 ─▶ {@link Inheritance}  which tickets live on, with what to cover, and what none of them covers
 *                 ─▶ {@link ReusePlan}    what is to be drafted: those that changed, and the new
 *                      … the pipeline drafts …
 *                 ─▶ {@link Joining}      kept and drafted tickets together, with dependencies
 *                 ─▶ {@link Succession}   the ids that they had, new ones after the highest ever, and what became of each
 * </pre>
 *
 * <p>{@link io.taskforge.worker.incremental.Reuse} is all that the pipeline sees. May use {@code worker.check}, {@code worker.engine},
 * {@code worker.ingest}, {@code worker.link}, {@code worker.plan} and the shared model; knows no engine and no database.
 */
package io.taskforge.worker.incremental;
