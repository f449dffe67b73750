package io.taskforge.worker.check;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Priority;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Brings one draft's fields within the contract's limits and the client's options, and writes down what it changed. */
final class TextChecks {

    private static final int TITLE_LIMIT = 200;
    private static final int CRITERION_LIMIT = 500;
    private static final int LABEL_LIMIT = 50;
    private static final int LABELS_AT_MOST = 10;

    private final GenerationOptions options;
    private final List<Observation> observations;

    TextChecks(GenerationOptions options, List<Observation> observations) {
        this.options = options;
        this.observations = observations;
    }

    Draft checked(Draft draft) {
        TicketBody body = draft.body();
        String title = oneLine(draft.outline().title(), TITLE_LIMIT, "Untitled work");
        TicketOutline outline =
                new TicketOutline(draft.outline().type(), title, draft.outline().covers());
        TicketBody checked = new TicketBody(
                description(body.about(), title, draft.position()),
                criteria(body.checks(), title, draft.position(), body.draftedBy() == DraftedBy.MODEL),
                labels(body.labels(), draft.position()),
                points(body.points(), draft.position()),
                body.priority() == null ? defaulted(draft.position()) : body.priority(),
                body.confidence() == null ? null : Math.clamp(body.confidence(), 0.0, 1.0),
                body.question(),
                body.draftedBy());
        return draft.with(outline).with(checked);
    }

    private Priority defaulted(int position) {
        observations.add(
                Observation.repaired("priority_defaulted", position, "No priority was drafted; medium is assumed."));
        return Priority.MEDIUM;
    }

    private String description(String about, String title, int position) {
        String text = clean(about).strip();
        if (text.isEmpty()) {
            observations.add(Observation.repaired(
                    "description_missing", position, "No description was drafted; the title stands in."));
            return title;
        }
        int limit = options.outputDetail().descriptionLimit();
        if (Script.length(text) <= limit) {
            return text;
        }
        observations.add(Observation.repaired(
                "description_cut", position, "The description was cut to " + limit + " characters."));
        return cutAtWord(text, limit - 1) + "…";
    }

    private List<String> criteria(List<String> drafted, String title, int position, boolean byModel) {
        Map<String, String> distinct = new LinkedHashMap<>();
        for (String one : drafted) {
            String text = clean(one).replaceAll("\\s+", " ").strip();
            if (Script.length(text) > CRITERION_LIMIT) {
                text = cutAtWord(text, CRITERION_LIMIT - 1) + "…";
            }
            if (!text.isEmpty()) {
                distinct.putIfAbsent(text.toLowerCase(Locale.ROOT), text);
            }
        }
        if (byModel) {
            withoutCopies(distinct, title, position);
        }
        List<String> criteria = distinct.values().stream()
                .limit(options.outputDetail().criteriaLimit())
                .toList();
        if (criteria.isEmpty()) {
            observations.add(Observation.repaired(
                    "criteria_missing", position, "No acceptance criterion was drafted; the title stands in."));
            return List.of(title);
        }
        return criteria;
    }

    /** What only repeats the title goes where there is enough without it. */
    private void withoutCopies(Map<String, String> criteria, String title, int position) {
        boolean dropped = false;
        for (String key : List.copyOf(criteria.keySet())) {
            boolean enough = criteria.size() > options.outputDetail().criteriaAimed();
            if (enough && Wording.saysTheSame(criteria.get(key), title)) {
                criteria.remove(key);
                dropped = true;
            }
        }
        if (dropped) {
            observations.add(Observation.repaired(
                    "criterion_copies_title", position, "A criterion that only repeated the title was dropped."));
        }
    }

    private List<String> labels(List<String> drafted, int position) {
        Map<String, String> allowed = new LinkedHashMap<>();
        options.allowedLabels().forEach(label -> allowed.put(plain(label), label));
        Set<String> labels = new LinkedHashSet<>();
        List<String> dropped = new ArrayList<>();
        for (String one : drafted) {
            String label = Script.first(oneLine(one, LABEL_LIMIT, ""), LABEL_LIMIT);
            String fitting = allowed.isEmpty() ? label : allowed.get(plain(label));
            if (fitting == null || labels.size() >= LABELS_AT_MOST) {
                dropped.add(label);
            } else if (!fitting.isEmpty()) {
                labels.add(fitting);
            }
        }
        if (!dropped.isEmpty()) {
            observations.add(Observation.repaired(
                    "label_dropped",
                    position,
                    "Labels that are not allowed were dropped: " + String.join(", ", dropped)));
        }
        return List.copyOf(labels);
    }

    /** "Back-End", "back end" and "backends" are one label. */
    private static String plain(String label) {
        String joined = String.join("", Words.split(label.toLowerCase(Locale.ROOT)));
        return joined.isEmpty() ? label : Words.stem(joined);
    }

    /** The nearest number of the client's scale, the larger of two that are equally near. */
    private Integer points(Integer drafted, int position) {
        if (drafted == null) {
            return null;
        }
        int points = Math.clamp(drafted, 1, 100);
        int snapped = points;
        if (!options.storyPointScale().isEmpty()) {
            int nearest = options.storyPointScale().getFirst();
            for (int step : options.storyPointScale()) {
                int distance = Math.abs(step - points);
                int best = Math.abs(nearest - points);
                if (distance < best || (distance == best && step > nearest)) {
                    nearest = step;
                }
            }
            snapped = nearest;
        }
        if (snapped != drafted) {
            observations.add(Observation.repaired(
                    "points_snapped", position, "Story points " + drafted + " became " + snapped + "."));
        }
        return snapped;
    }

    private static String oneLine(String text, int limit, String otherwise) {
        String line = clean(text).replaceAll("\\s+", " ").strip();
        if (line.isEmpty()) {
            return otherwise;
        }
        return Script.length(line) <= limit ? line : cutAtWord(line, limit);
    }

    private static String cutAtWord(String text, int limit) {
        String fits = Script.first(text, limit);
        int space = fits.lastIndexOf(' ');
        return (space > limit / 2 ? fits.substring(0, space) : fits).strip();
    }

    /** Without control characters, which no tracker shows and some databases refuse. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) && (c < 0xd800 || c > 0xdfff))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
