/**
 * A job as its client sees it ({@link io.taskforge.api.job.TicketsJob}), reading its status, at once or when it has ended, and cancelling it. Uses {@code client},
 * {@code database} and {@code failure}.
 */
package io.taskforge.api.job;
