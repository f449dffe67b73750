package io.taskforge.worker.drafting;

import io.taskforge.model.ticket.Finding.Severity;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Remark;
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
            "(?:instead|now|then|just|only)?,?\\s*(?:please |you (?:must|should|shall|will|have to|need to) (?:now |only )?)?(?:reply|respond|answer|output|say|write|print|return|act|pretend)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** To look away from the very text that it stands in. */
    private static final Pattern LOOK_AWAY = Pattern.compile(
            "\\W*(?:please )?(?:ignore|disregard|forget) (?:everything|(?:all of )?(?:the |this )?(?:specification|spec|document|text|requirements?)) (?:above|before|so far|below)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final SpecDocument read;
    private final List<Statement> orders = new ArrayList<>();
    private final List<Remark> asides = new ArrayList<>();

    OrdersToModels(SpecDocument read) {
        this.read = read;
        read.remarks().stream().filter(remark -> orders(remark.text())).forEach(asides::add);
        for (Statement statement : read.statements()) {
            if (orders(statement.text()) || continues(statement)) {
                orders.add(statement);
            }
        }
    }

    private static boolean orders(String text) {
        return Words.instruct(text) || LOOK_AWAY.matcher(text).matches();
    }

    /** Directly behind an order, and without anyone of the product who does it. */
    private boolean continues(Statement statement) {
        return CONTINUED.matcher(statement.text()).matches()
                && (orders.stream().anyMatch(order -> isBehind(statement, order.section(), order.lines()))
                        || asides.stream().anyMatch(aside -> isBehind(statement, aside.section(), aside.lines())));
    }

    private static boolean isBehind(Statement statement, int section, LineSpan lines) {
        int start = statement.lines().start();
        return statement.section() == section && start >= lines.start() && start <= lines.end() + 1;
    }

    /** The specification without them, its statements numbered anew. */
    SpecDocument left() {
        if (orders.isEmpty() && asides.isEmpty()) {
            return read;
        }
        List<Statement> left = new ArrayList<>();
        for (Statement s : read.statements()) {
            if (!orders.contains(s)) {
                left.add(new Statement(
                        left.size() + 1, s.kind(), s.strength(), s.text(), s.details(), s.lines(), s.section()));
            }
        }
        List<Remark> remarks = read.remarks().stream()
                .filter(remark -> !asides.contains(remark))
                .toList();
        return new SpecDocument(read.title(), read.lines(), read.sections(), left, read.language(), remarks);
    }

    void report(Checks checks) {
        asides.forEach(aside -> checks.note(ignored(aside.lines(), aside.text())));
        orders.forEach(order -> checks.note(ignored(order.lines(), order.text())));
    }

    private static Observation ignored(LineSpan lines, String words) {
        return new Observation(
                "instruction_ignored",
                Severity.WARNING,
                0,
                "Line " + lines.start()
                        + " orders a model about and asks for no work, so there is no ticket for it: "
                        + Script.oneLine(words, QUOTED),
                false);
    }
}
