package io.taskforge.worker.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Texts read, and what was found in them. */
final class Specs {

    private Specs() {}

    static SpecDocument read(String text) {
        return new SpecReader().read("A title", text);
    }

    static List<Statement> work(String text) {
        return read(text).work();
    }

    static Statement only(String text) {
        List<Statement> work = work(text);
        assertEquals(1, work.size(), () -> work.toString());
        return work.getFirst();
    }

    static List<String> texts(List<Statement> statements) {
        return statements.stream().map(Statement::text).toList();
    }
}
