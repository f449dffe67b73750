package io.taskforge.worker.engine;

import io.taskforge.worker.ingest.Statement;
import java.util.List;

/**
 * Asks for outlines of one group of statements.
 *
 * @param count how many, 1 to {@code statements.size()}
 * @param component what the group is about, usually its section's heading
 * @param statements in the order of the specification; every one of them should end up covered
 */
public record OutlineRequest(int count, String component, List<Statement> statements) {

    public OutlineRequest {
        statements = List.copyOf(statements);
        if (count < 1 || count > statements.size()) {
            throw new IllegalArgumentException(
                    "asked for " + count + " outlines of " + statements.size() + " statements");
        }
    }
}
