package io.taskforge.worker.drafting;

import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Remark;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.plan.DraftingPlan.Epic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes an epic out of what its section says and what its tickets hold. */
final class Epics {

    private static final int TITLE_LIMIT = 90;
    private static final int LABELS_AT_MOST = 3;
    private static final int COMPONENT_LIMIT = 100;

    private final SpecDocument spec;
    private final OutputDetail detail;
    private final boolean withRefs;

    Epics(SpecDocument spec, OutputDetail detail, boolean withRefs) {
        this.spec = spec;
        this.detail = detail;
        this.withRefs = withRefs;
    }

    /** @param children at least one */
    Ticket ticket(ExternalId id, Epic epic, List<Draft> children) {
        String title = Script.first(epic.title(), TITLE_LIMIT).strip();
        return new Ticket(
                id,
                TicketType.EPIC,
                title,
                description(epic, children),
                criteria(children),
                labels(children),
                List.of(),
                null,
                children.stream()
                        .map(child -> child.body().priority())
                        .max(Comparator.naturalOrder())
                        .orElse(Priority.MEDIUM),
                null,
                new TicketMetadata(Script.first(title, COMPONENT_LIMIT), null, null, null, null),
                refs(epic));
    }

    private String description(Epic epic, List<Draft> children) {
        StringBuilder text = new StringBuilder();
        int limit = detail.descriptionLimit();
        for (Remark remark : spec.remarks(Remark.Kind.OVERVIEW)) {
            boolean own = epic.section() < 0
                    ? remark.lines().start() <= spec.lines().size()
                    : remark.section() == epic.section();
            if (own && Script.length(text.toString()) + Script.length(remark.text()) < limit / 2) {
                text.append(text.isEmpty() ? "" : " ").append(remark.text());
            }
        }
        for (Draft child : children) {
            String line = "- " + child.outline().title();
            String gap = text.isEmpty() ? "" : text.charAt(0) == '-' || text.indexOf("\n- ") >= 0 ? "\n" : "\n\n";
            if (Script.length(text.toString()) + Script.length(line) + 2 <= limit) {
                text.append(gap).append(line);
            }
        }
        return text.isEmpty() ? epic.title() : text.toString();
    }

    /** One check of each ticket: together they show that the epic does what it is for. */
    private List<String> criteria(List<Draft> children) {
        Set<String> criteria = new LinkedHashSet<>();
        children.forEach(child -> criteria.add(child.body().checks().getFirst()));
        for (Draft child : children) {
            if (criteria.size() < detail.criteriaAimed()) {
                criteria.addAll(child.body().checks());
            }
        }
        return criteria.stream().limit(detail.criteriaLimit()).toList();
    }

    private static List<String> labels(List<Draft> children) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        children.forEach(child -> child.body().labels().forEach(label -> counts.merge(label, 1, Integer::sum)));
        List<String> labels = new ArrayList<>();
        counts.forEach((label, count) -> {
            if (count * 2 > children.size() && labels.size() < LABELS_AT_MOST) {
                labels.add(label);
            }
        });
        return labels;
    }

    private List<SourceRef> refs(Epic epic) {
        if (!withRefs || epic.section() < 0) {
            return List.of();
        }
        LineSpan lines = spec.sections().get(epic.section()).lines();
        return List.of(new SourceRef(null, lines.start(), lines.start(), null));
    }
}
