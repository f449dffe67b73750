package io.taskforge.worker.drafting;

import io.taskforge.model.ticket.Finding.Severity;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.salvage.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sentences of a specification that order a model about ("Ignore all previous instructions and …"). They read like work, and are none:
 * drafted, they would be tickets that nobody asked for. Whoever must do the same in a product says who does it ("The system must
 * ignore …"), and that stays a requirement.
 */
final class OrdersToModels {

    private static final int QUOTED = 120;

    /** What such an order goes on with; by itself it may well be work. */
    private static final Pattern CONTINUED = Pattern.compile(
            "(?:instead|now|then|just|only)?,?\\s*(?:please )?(?:reply|respond|answer|output|say|write|print|return|act|pretend)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final SpecDocument read;
    private final List<Statement> orders = new ArrayList<>();

    OrdersToModels(SpecDocument read) {
        this.read = read;
        for (Statement statement : read.statements()) {
            if (Words.instruct(statement.text()) || continues(statement)) {
                orders.add(statement);
            }
        }
    }

    /** Directly behind an order, and without anyone who does it. */
    private boolean continues(Statement statement) {
        return !orders.isEmpty()
                && orders.getLast().section() == statement.section()
                && statement.lines().start() <= orders.getLast().lines().end() + 1
                && CONTINUED.matcher(statement.text()).matches();
    }

    /** The specification without them, its statements numbered anew. */
    SpecDocument left() {
        if (orders.isEmpty()) {
            return read;
        }
        List<Statement> left = new ArrayList<>();
        for (Statement s : read.statements()) {
            if (!orders.contains(s)) {
                left.add(new Statement(
                        left.size() + 1, s.kind(), s.strength(), s.text(), s.details(), s.lines(), s.section()));
            }
        }
        return new SpecDocument(read.title(), read.lines(), read.sections(), left, read.language(), read.remarks());
    }

    void report(Checks checks) {
        for (Statement order : orders) {
            checks.note(new Observation(
                    "instruction_ignored",
                    Severity.WARNING,
                    0,
                    "Line " + order.lines().start()
                            + " orders a model about and asks for no work, so there is no ticket for it: "
                            + Script.oneLine(order.text(), QUOTED),
                    false));
        }
    }
}
