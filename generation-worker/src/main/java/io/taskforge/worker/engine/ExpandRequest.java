package io.taskforge.worker.engine;

import io.taskforge.worker.ingest.Statement;
import java.util.List;

/**
 * Asks for the body of one outlined ticket.
 *
 * @param position 1-based, among all outlines of the job; a stable ingredient of the seed
 * @param component what its group is about
 * @param statements the ones that the outline covers
 * @param siblings titles of the other tickets, so that a body does not repeat their work
 */
public record ExpandRequest(
        int position, TicketOutline outline, String component, List<Statement> statements, List<String> siblings) {

    public ExpandRequest {
        statements = List.copyOf(statements);
        siblings = List.copyOf(siblings);
    }
}
