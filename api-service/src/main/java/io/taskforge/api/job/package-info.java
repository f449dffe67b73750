/**
 * A job as its client sees it ({@link io.taskforge.api.job.TicketsJob}), reading its status, at once or when it has ended, cancelling it,
 * and listing all of them page by page. Uses {@code client}, {@code database} and {@code failure}.
 */
package io.taskforge.api.job;
