/** Tests of {@code worker.link}. */
package io.taskforge.worker.link;
