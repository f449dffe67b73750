/** Tests of {@code worker.ingest}. */
package io.taskforge.worker.ingest;
