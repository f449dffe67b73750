package io.taskforge.worker.model;

import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Statement;
import java.util.List;

/** Requests with nothing in them that can be spared, for a window in which not even one statement fits with all that belongs to it. */
final class Leaner {

    private static final int TEXT = 200;
    private static final int TITLE = 100;

    private Leaner() {}

    /** Without details, and with the beginning of a long text only. */
    static Statement of(Statement s) {
        return new Statement(
                s.number(), s.kind(), s.strength(), Script.first(s.text(), TEXT), List.of(), s.lines(), s.section());
    }

    static ExpandRequest of(ExpandRequest request) {
        TicketOutline outline = request.outline();
        return new ExpandRequest(
                request.position(),
                new TicketOutline(outline.type(), Script.first(outline.title(), TITLE), outline.covers()),
                "",
                request.statements().stream().map(Leaner::of).toList(),
                List.of());
    }
}
