/** Waiting for what signals nothing: other processes, and what stands in their database. */
package io.taskforge.chaos.waiting;
