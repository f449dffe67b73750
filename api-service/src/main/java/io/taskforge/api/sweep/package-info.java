/** Mends what silent workers, missed deadlines and slow queues leave behind. Uses {@code dispatch}. */
package io.taskforge.api.sweep;
