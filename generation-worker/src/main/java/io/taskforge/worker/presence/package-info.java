/**
 * What this worker says of itself, for operators: that it is there, what it runs, and how it is with the broker and the model. Reads
 * {@code intake} and {@code model}; nothing reads it, and nothing waits for it.
 */
package io.taskforge.worker.presence;
