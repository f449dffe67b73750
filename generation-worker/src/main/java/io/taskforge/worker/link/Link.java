package io.taskforge.worker.link;

/**
 * One ticket's need of another.
 *
 * @param from index of the ticket that waits
 * @param to index of the ticket that comes first
 * @param stated whether the text states or directly implies it; otherwise it was inferred
 */
public record Link(int from, int to, boolean stated) {}
