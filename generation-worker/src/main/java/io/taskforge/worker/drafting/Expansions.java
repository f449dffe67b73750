package io.taskforge.worker.drafting;

import io.taskforge.worker.check.Draft;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import java.util.List;

/** What an engine is told about a ticket whose body it is to write. */
final class Expansions {

    private Expansions() {}

    static ExpandRequest request(Draft draft, List<Draft> all, SpecDocument spec) {
        List<Statement> statements = draft.outline().covers().stream()
                .map(number -> spec.statements().get(number - 1))
                .toList();
        List<String> siblings = all.stream()
                .filter(other -> other.position() != draft.position())
                .map(other -> other.outline().title())
                .toList();
        return new ExpandRequest(draft.position(), draft.outline(), draft.component(), statements, siblings);
    }
}
