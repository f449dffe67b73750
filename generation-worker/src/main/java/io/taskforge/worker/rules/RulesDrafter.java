package io.taskforge.worker.rules;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Headings;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.plan.Clusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One job's drafting by rules. */
final class RulesDrafter implements Drafter {

    private final Titles titles;
    private final Descriptions descriptions;
    private final Criteria criteria;
    private final Names names;
    private final GenerationOptions options;
    private final SpecDocument spec;
    private final String reason;

    /** Made when the first title is asked for: a job whose titles a model writes does without. */
    private ToldApart toldApart;

    RulesDrafter(SpecDocument spec, GenerationOptions options, String reason) {
        this.spec = spec;
        this.options = options;
        this.reason = reason;
        this.titles = new Titles(spec.language(), spec.title());
        this.descriptions = new Descriptions(spec, options.outputDetail());
        this.names = new Names(spec);
        this.criteria = new Criteria(spec.language(), options.outputDetail());
    }

    @Override
    public List<TicketOutline> outline(OutlineRequest request) {
        List<TicketOutline> outlines = new ArrayList<>();
        for (List<Statement> cluster : Clusters.of(request.statements(), request.count())) {
            stopIfInterrupted();
            outlines.add(outline(cluster, request));
        }
        return outlines;
    }

    private TicketOutline outline(List<Statement> cluster, OutlineRequest request) {
        Statement head = head(cluster);
        String title = toldApart().title(head, cluster);
        boolean wholePart =
                cluster.size() > 2 && cluster.size() == request.statements().size() && request.count() == 1;
        Optional<String> joined = joined(head, cluster);
        if (joined.isPresent()) {
            title = joined.get();
        } else if (cluster.size() == 1
                && Titles.isTooBare(title)
                && toldApart().bare(head, title).isPresent()) {
            title = toldApart().bare(head, title).get();
        } else if (wholePart || Titles.isTooBare(title)) {
            String section =
                    Headings.withoutNumber(spec.sections().get(head.section()).heading());
            boolean one = cluster.stream().allMatch(statement -> statement.section() == head.section());
            title = titles.ofComponent(one && !section.isBlank() ? section : request.component());
        }
        List<Integer> covers = cluster.stream().map(Statement::number).sorted().toList();
        return new TicketOutline(Signals.type(title, cluster), names.restored(title), covers);
    }

    private ToldApart toldApart() {
        if (toldApart == null) {
            toldApart = new ToldApart(spec, titles);
        }
        return toldApart;
    }

    /** One title for all statements of a ticket, beginning with the head's, where they can share one. */
    private Optional<String> joined(Statement head, List<Statement> cluster) {
        List<Statement> all = new ArrayList<>(List.of(head));
        cluster.stream()
                .filter(statement -> statement.number() != head.number())
                .forEach(all::add);
        List<String> own = all.stream().map(titles::of).toList();
        return SharedTitle.of(own, spec.language())
                .or(() -> titles.joined(own))
                .or(() -> SharedTitle.of(all.stream().map(titles::whole).toList(), spec.language()));
    }

    /** The statement that the ticket is named after. */
    private static Statement head(List<Statement> cluster) {
        Statement head = cluster.getFirst();
        if (cluster.size() == 1) {
            return head;
        }
        int most = Integer.MIN_VALUE;
        for (Statement statement : cluster) {
            int weight = weight(statement);
            if (weight > most) {
                most = weight;
                head = statement;
            }
        }
        return head;
    }

    private static int weight(Statement statement) {
        int kind =
                switch (statement.kind()) {
                    case USER_STORY -> 6;
                    case ENDPOINT, TABLE_ROW -> 4;
                    case REQUIREMENT, LIST_ITEM -> 3;
                    case SCENARIO -> 2;
                    case QUESTION, NON_GOAL -> 0;
                };
        return kind * 2 - (Signals.forbids(statement.text()) ? 3 : 0);
    }

    @Override
    public TicketBody expand(ExpandRequest request) {
        stopIfInterrupted();
        List<Statement> statements = request.statements();
        List<String> checks = criteria.of(request.outline(), statements).stream()
                .map(names::restored)
                .toList();
        return new TicketBody(
                descriptions.of(request.outline(), request.component(), statements, checks),
                checks,
                Labels.of(request.component(), request.outline(), statements, options.allowedLabels()),
                Signals.points(request.outline(), statements),
                Signals.priority(statements),
                Signals.confidence(statements),
                question(statements),
                DraftedBy.RULES);
    }

    private static Optional<String> question(List<Statement> statements) {
        for (Statement statement : statements) {
            if (Shapes.undecided(statement.text())) {
                return Optional.of(statement.text());
            }
            Optional<String> open = statement.details().stream()
                    .filter(detail -> detail.endsWith("?") || Shapes.undecided(detail))
                    .findFirst();
            if (open.isPresent()) {
                return open;
            }
        }
        return Optional.empty();
    }

    @Override
    public DraftingRecord record() {
        return DraftingRecord.ofRules(reason);
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new DraftingInterrupted();
        }
    }
}
