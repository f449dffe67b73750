/** Tests of {@code worker.drafting}. */
package io.taskforge.worker.drafting;
