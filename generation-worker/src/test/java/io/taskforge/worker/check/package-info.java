/** Tests of {@code worker.check}. */
package io.taskforge.worker.check;
