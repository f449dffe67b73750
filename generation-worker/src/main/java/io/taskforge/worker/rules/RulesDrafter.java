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
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One job's drafting by rules. */
final class RulesDrafter implements Drafter {

    private final Titles titles;
    private final Descriptions descriptions;
    private final Criteria criteria;
    private final GenerationOptions options;
    private final SpecDocument spec;
    private final String reason;

    RulesDrafter(SpecDocument spec, GenerationOptions options, String reason) {
        this.spec = spec;
        this.options = options;
        this.reason = reason;
        this.titles = new Titles(spec.language(), spec.title());
        this.descriptions = new Descriptions(spec, options.outputDetail());
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
        Statement head = Clusters.head(cluster);
        String title = titles.of(head);
        boolean wholePart = cluster.size() > 2 && cluster.size() == request.statements().size() && request.count() == 1;
        if (wholePart || Titles.isTooBare(title)) {
            String section = spec.sections().get(head.section()).heading();
            boolean one = cluster.stream().allMatch(statement -> statement.section() == head.section());
            title = titles.ofComponent(one && !section.isBlank() ? section : request.component());
        } else if (cluster.size() == 2) {
            Statement other = cluster.get(0) == head ? cluster.get(1) : cluster.get(0);
            title = titles.joined(title, titles.of(other)).orElse(title);
        }
        List<Integer> covers = cluster.stream().map(Statement::number).sorted().toList();
        return new TicketOutline(Signals.type(title, cluster), title, covers);
    }

    @Override
    public TicketBody expand(ExpandRequest request) {
        stopIfInterrupted();
        List<Statement> statements = request.statements();
        return new TicketBody(
                descriptions.of(request.outline(), request.component(), statements),
                criteria.of(request.outline(), statements),
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
