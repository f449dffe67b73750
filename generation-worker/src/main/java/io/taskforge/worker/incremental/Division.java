package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.Requirement;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import io.taskforge.worker.plan.Details;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Divides a text into statements as its base's text was. Whether a detail is a statement of its own follows, in a job without a base,
 * from how many tickets are asked for; followed again, another count would change requirements that nobody has touched.
 */
final class Division {

    private Division() {}

    /** @param before of the base's result */
    static SpecDocument of(SpecDocument read, List<Requirement> before) {
        List<String> left = new ArrayList<>();
        before.forEach(one -> left.add(one.text()));
        read.statements().forEach(statement -> left.remove(statement.text()));
        List<Set<String>> stated = read.statements().stream()
                .map(Statement::text)
                .map(Division::words)
                .toList();
        // What is a statement in other words is one still, and no detail of another.
        List<Set<String>> apart = left.stream()
                .map(Division::words)
                .filter(words -> stated.stream().noneMatch(other -> alike(words, other)))
                .toList();
        return apart.isEmpty()
                ? read
                : Details.setApart(read, detail -> {
                    Set<String> words = words(detail);
                    return apart.stream().anyMatch(other -> alike(words, other));
                });
    }

    private static Set<String> words(String text) {
        return Words.content(Shapes.bare(text));
    }

    private static boolean alike(Set<String> one, Set<String> other) {
        return Matching.likeness(one, other) >= Matching.ALIKE;
    }
}
