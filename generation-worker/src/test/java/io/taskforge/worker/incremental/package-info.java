/** Tests of what a job takes over from its base. */
package io.taskforge.worker.incremental;
