/** Tests of {@code worker.plan}. */
package io.taskforge.worker.plan;
