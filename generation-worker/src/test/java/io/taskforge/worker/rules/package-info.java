/** Tests of {@code worker.rules}. */
package io.taskforge.worker.rules;
