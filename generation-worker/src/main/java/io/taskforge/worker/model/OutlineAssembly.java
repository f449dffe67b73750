package io.taskforge.worker.model;

import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.salvage.Likeness;
import io.taskforge.worker.salvage.Salvage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings together exactly as many outlines as were asked for, which together cover every statement. The count and the coverage are the
 * server's; titles, kinds and who covers what are taken from the model as far as they hold.
 */
final class OutlineAssembly {

    /** Below this a title has nothing to do with a statement. */
    private static final double RELATED = 0.25;

    private static final class Draft {
        final TicketType type;
        final String title;
        final TreeSet<Integer> covers = new TreeSet<>();

        Draft(TicketType type, String title) {
            this.type = type;
            this.title = title;
        }
    }

    private final OutlineRequest request;
    private final Map<Integer, Statement> statements;
    private final List<Draft> drafts = new ArrayList<>();

    OutlineAssembly(OutlineRequest request) {
        this.request = request;
        this.statements = request.statements().stream()
                .collect(Collectors.toMap(Statement::number, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    /** Takes items up to the count; those that say the same as an earlier one lend it their statements, surplus is left out. */
    void add(List<TicketOutline> items) {
        for (TicketOutline item : items) {
            Draft same = drafts.stream()
                    .filter(d -> Likeness.key(d.title).equals(Likeness.key(item.title())))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                same.covers.addAll(item.covers());
            } else if (missing() > 0) {
                Draft draft = new Draft(item.type(), item.title());
                draft.covers.addAll(item.covers());
                drafts.add(draft);
            }
        }
    }

    /** As {@link #add}, for what a model wrote about {@code asked}: its numbers count from 1 there. */
    void addWritten(List<Salvage.OutlineItem> items, List<Statement> asked) {
        List<TicketOutline> cited = new ArrayList<>();
        for (Salvage.OutlineItem item : items) {
            List<Integer> covers =
                    item.covers().stream().map(n -> asked.get(n - 1).number()).toList();
            if (covers.isEmpty()) {
                covers = nearest(item.title(), asked);
            }
            if (!covers.isEmpty()) {
                cited.add(new TicketOutline(item.type(), item.title(), covers));
            }
        }
        add(cited);
    }

    int missing() {
        return request.count() - drafts.size();
    }

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    /**
     * At least {@link #missing()} statements for the outlines still missing: those that nobody covers, and if they are too few also some
     * that the broadest outlines can spare; these give them up.
     */
    List<Statement> spare() {
        TreeSet<Integer> spare = uncovered();
        while (spare.size() < missing()) {
            Draft broadest = drafts.stream()
                    .max(Comparator.comparingInt(d -> d.covers.size()))
                    .orElseThrow(() -> new IllegalStateException("nothing drafted, and too few statements"));
            int given = broadest.covers.last();
            drafts.stream().filter(d -> d.covers.size() > 1).forEach(d -> d.covers.remove(given));
            spare.add(given);
        }
        return spare.stream().map(statements::get).toList();
    }

    /** In the order of the specification. */
    List<TicketOutline> complete() {
        for (int number : uncovered()) {
            mostAlike(statements.get(number)).covers.add(number);
        }
        statements.values().forEach(this::settle);
        return drafts.stream()
                .sorted(Comparator.comparing(d -> d.covers.first()))
                .map(d -> new TicketOutline(d.type, d.title, List.copyOf(d.covers)))
                .toList();
    }

    /** A statement that several outlines cite goes to the one whose title is most about it, as long as the others keep one. */
    private void settle(Statement statement) {
        List<Draft> claimants = drafts.stream()
                .filter(d -> d.covers.contains(statement.number()))
                .toList();
        if (claimants.size() > 1) {
            Draft owner = claimants.stream()
                    .max(Comparator.<Draft>comparingDouble(d -> Likeness.of(d.title, statement.text()))
                            .thenComparing(d -> -d.covers.size()))
                    .orElseThrow();
            claimants.stream()
                    .filter(d -> !d.equals(owner) && d.covers.size() > 1)
                    .forEach(d -> d.covers.remove(statement.number()));
        }
    }

    private TreeSet<Integer> uncovered() {
        TreeSet<Integer> numbers = new TreeSet<>(statements.keySet());
        drafts.forEach(d -> numbers.removeAll(d.covers));
        return numbers;
    }

    /** By words; neighbours in the specification decide a tie. */
    private Draft mostAlike(Statement statement) {
        return drafts.stream()
                .max(Comparator.<Draft>comparingDouble(d -> likeness(d, statement))
                        .thenComparing(d -> -distance(d.covers, statement.number())))
                .orElseThrow();
    }

    private double likeness(Draft draft, Statement statement) {
        return draft.covers.stream()
                .mapToDouble(n -> Likeness.of(statements.get(n).text(), statement.text()))
                .reduce(Likeness.of(draft.title, statement.text()), Math::max);
    }

    private static int distance(Set<Integer> covers, int number) {
        return covers.stream().mapToInt(n -> Math.abs(n - number)).min().orElse(Integer.MAX_VALUE);
    }

    /** An item that cites nothing is about what its title is about, or about nothing that was asked for. */
    private static List<Integer> nearest(String title, List<Statement> asked) {
        return asked.stream()
                .filter(s -> Likeness.of(title, s.text()) >= RELATED)
                .max(Comparator.<Statement>comparingDouble(s -> Likeness.of(title, s.text()))
                        .thenComparing(s -> -s.number()))
                .map(s -> List.of(s.number()))
                .orElse(List.of());
    }
}
