/**
 * Mends what silent workers, missed deadlines and slow queues leave behind ({@link io.taskforge.api.sweep.Sweeper}), and erases what
 * has been kept long enough ({@link io.taskforge.api.sweep.RetentionSweeper}). Notes what the queue is like
 * ({@link io.taskforge.api.sweep.QueueSampler}) and tells operators ({@link io.taskforge.api.sweep.BacklogGauges}). Uses {@code dispatch} and {@code failure}.
 */
package io.taskforge.api.sweep;
