package io.taskforge.worker.plan;

import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;

/** A part of the product: a heading and the work stated below it. */
record Component(String name, int section, List<Statement> statements) {

    Component {
        statements = List.copyOf(statements);
    }

    /** Both parts' statements under the name of the larger one. */
    Component with(Component next) {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(next.statements);
        Component larger = next.statements.size() > statements.size() ? next : this;
        return new Component(larger.name, larger.section, all);
    }
}
