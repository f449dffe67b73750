package io.taskforge.worker.drafting;

import io.taskforge.model.job.Sha256;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Requirement.Kind;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The statements of a specification as the result lists them. */
final class Requirements {

    private static final int LISTED_AT_MOST = 500;
    private static final int FINGERPRINT_LENGTH = 16;

    private static final Pattern NON_FUNCTIONAL = Pattern.compile(
            "non-?functional|performance|security|availability|accessib|reliab|scalab|usability|privacy|nichtfunktional|nicht-funktional|qualität|no funcional|não funciona|non fonctionnel|非功能|非機能|性能",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CONSTRAINT = Pattern.compile(
            "\\b(?:must not|shall not|may not|never|at most|no more than|darf nicht|dürfen nicht|höchstens|ne doit pas|no debe|não deve|non deve)\\b|不得|禁止",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** A requirement's id together with the tickets that cite it. */
    record Cited(int number, List<ExternalId> tickets) {}

    private Requirements() {}

    /** All statements but questions, with the tickets of {@code cited}. */
    static List<Requirement> of(SpecDocument spec, List<Cited> cited) {
        Map<Integer, SortedSet<ExternalId>> citing = new HashMap<>();
        for (Cited one : cited) {
            citing.computeIfAbsent(one.number(), number -> new TreeSet<>()).addAll(one.tickets());
        }
        Set<Integer> listed = listed(spec);
        List<Requirement> requirements = new ArrayList<>();
        for (Statement statement : spec.statements()) {
            if (!listed.contains(statement.number())) {
                continue;
            }
            List<ExternalId> tickets =
                    List.copyOf(citing.getOrDefault(statement.number(), Collections.emptySortedSet()));
            requirements.add(new Requirement(
                    id(statement.number()),
                    Script.first(statement.text(), 500),
                    kind(statement, spec),
                    statement.lines().start(),
                    statement.lines().end(),
                    fingerprint(statement),
                    tickets));
        }
        return requirements;
    }

    /** The numbers of the statements that the result lists. */
    static Set<Integer> listed(SpecDocument spec) {
        return spec.statements().stream()
                .filter(statement -> statement.kind() != StatementKind.QUESTION)
                .limit(LISTED_AT_MOST)
                .map(Statement::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    static String id(int number) {
        return "REQ-" + number;
    }

    /** Which tickets cite which statement. */
    static List<Cited> cited(List<Ticket> tickets, List<List<Integer>> covers) {
        List<Cited> cited = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            for (int number : covers.get(i)) {
                cited.add(new Cited(number, List.of(tickets.get(i).externalId())));
            }
        }
        return cited;
    }

    private static Kind kind(Statement statement, SpecDocument spec) {
        if (statement.kind() == StatementKind.NON_GOAL) {
            return Kind.OUT_OF_SCOPE;
        }
        if (NON_FUNCTIONAL
                .matcher(spec.sections().get(statement.section()).heading())
                .find()) {
            return Kind.NON_FUNCTIONAL;
        }
        return CONSTRAINT.matcher(statement.text()).find() ? Kind.CONSTRAINT : Kind.FUNCTIONAL;
    }

    /** Case, punctuation, white space and the statement's own number do not make another requirement; what hangs below it does. */
    private static String fingerprint(Statement statement) {
        StringBuilder normal = new StringBuilder(normal(Shapes.bare(statement.text())));
        statement.details().forEach(detail -> normal.append('\n').append(normal(detail)));
        return Sha256.hex(normal.toString()).substring(0, FINGERPRINT_LENGTH);
    }

    private static String normal(String text) {
        return String.join(" ", Words.split(text.toLowerCase(Locale.ROOT)));
    }
}
