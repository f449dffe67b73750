/** Tests of {@code worker.engine}. */
package io.taskforge.worker.engine;
