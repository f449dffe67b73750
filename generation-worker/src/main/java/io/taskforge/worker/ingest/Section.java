package io.taskforge.worker.ingest;

/**
 * A heading and what stands below it, up to the next heading.
 *
 * @param level 1 to 6; 0 for what stands before the first heading
 * @param heading without markup; empty at level 0
 * @param parent index of the enclosing section, or -1
 */
public record Section(int level, String heading, LineSpan lines, int parent) {}
