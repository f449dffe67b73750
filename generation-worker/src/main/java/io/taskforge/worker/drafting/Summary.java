package io.taskforge.worker.drafting;

import io.taskforge.model.ticket.Note;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.ingest.Remark;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Words;
import io.taskforge.worker.plan.DraftingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What goes with the tickets: risks, open questions, milestones.
 *
 * @param milestones by position of a draft
 */
record Summary(List<Marked> risks, List<Marked> openQuestions, Map<Integer, String> milestones) {

    static final Summary NONE = new Summary(List.of(), List.of(), Map.of());

    static final int NOTES_AT_MOST = 50;

    private static final int NOTE_LIMIT = 1_000;
    private static final int RELATED_AT_MOST = 4;
    private static final int DERIVED_RISKS_AT_MOST = 5;
    private static final int MILESTONE_LIMIT = 80;

    private static final Pattern RISKY = Pattern.compile(
            "\\b(irreversible|irreversibly|cannot be undone|third[- ]party|data loss|legacy system|unwiderruflich|nicht rückgängig|Drittanbieter|Datenverlust|Altsystem|irréversible|tiers|perte de données|irreversibles?|terceros|pérdida de datos|terceiros|perda de dados|irreversível|sistema legado|irreversibile|terze parti)\\b|(不可逆|第三方|数据丢失|取り消せない|データ損失)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern SEVERE =
            Pattern.compile("\\b(?:high|critical|severe|hoch|alta|élevé|alto)\\b|高", Pattern.CASE_INSENSITIVE);
    private static final Pattern SLIGHT = Pattern.compile(
            "\\b(?:low|minor|niedrig|gering|baja|baixa|faible|bassa|bajo)\\b", Pattern.CASE_INSENSITIVE);

    /** A note before tickets have ids. @param positions of the drafts that it touches */
    record Marked(String text, Note.Severity severity, List<Integer> positions) {}

    static Summary of(SpecDocument spec, DraftingPlan plan, List<Draft> drafts) {
        return new Summary(risks(spec, drafts), new OpenQuestions(spec, drafts).all(), milestones(spec, plan, drafts));
    }

    static List<Marked> risks(SpecDocument spec, List<Draft> drafts) {
        List<Marked> risks = new ArrayList<>();
        for (Remark remark : spec.remarks(Remark.Kind.RISK)) {
            risks.add(new Marked(
                    Script.first(remark.text(), NOTE_LIMIT), severity(remark.text()), related(remark.text(), drafts)));
        }
        int derived = 0;
        for (Draft draft : drafts) {
            Optional<String> word = riskyWord(draft, spec);
            boolean known = risks.stream().anyMatch(risk -> risk.positions().contains(draft.position()));
            if (word.isPresent() && !known && derived < DERIVED_RISKS_AT_MOST) {
                derived++;
                risks.add(new Marked(
                        Script.first(
                                NoteWording.of(spec.language())
                                        .touches()
                                        .formatted(draft.outline().title(), word.get()),
                                NOTE_LIMIT),
                        Note.Severity.MEDIUM,
                        List.of(draft.position())));
            }
        }
        return risks.stream().limit(NOTES_AT_MOST).toList();
    }

    private static Optional<String> riskyWord(Draft draft, SpecDocument spec) {
        return draft.outline().covers().stream()
                .map(number -> RISKY.matcher(spec.statements().get(number - 1).text()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    private static Note.Severity severity(String text) {
        if (SEVERE.matcher(text).find()) {
            return Note.Severity.HIGH;
        }
        return SLIGHT.matcher(text).find() ? Note.Severity.LOW : Note.Severity.MEDIUM;
    }

    /** The drafts that share most words with a text, if they share enough to be what it is about. */
    static List<Integer> related(String text, List<Draft> drafts) {
        Set<String> words = Words.content(text);
        Map<Integer, Integer> common = new HashMap<>();
        for (Draft draft : drafts) {
            Set<String> own = new HashSet<>(Words.content(draft.outline().title()));
            own.retainAll(words);
            if (own.size() >= 2) {
                common.put(draft.position(), own.size());
            }
        }
        int most = common.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return common.keySet().stream()
                .filter(position -> common.get(position) == most)
                .sorted()
                .limit(RELATED_AT_MOST)
                .toList();
    }

    /** A milestone is suggested where it names one of a ticket's ids, or all that its part of the product is called. */
    private static Map<Integer, String> milestones(SpecDocument spec, DraftingPlan plan, List<Draft> drafts) {
        Map<Integer, String> suggested = new HashMap<>();
        for (Draft draft : drafts) {
            Set<String> ids = new HashSet<>();
            draft.outline().covers().forEach(number -> Shapes.id(
                            spec.statements().get(number - 1).text())
                    .ifPresent(ids::add));
            Set<String> component = Words.content(draft.component());
            for (Remark remark : spec.remarks(Remark.Kind.MILESTONE)) {
                Set<String> words = Words.content(remark.text());
                boolean byId = ids.stream()
                        .anyMatch(id -> remark.text().toUpperCase(Locale.ROOT).contains(id));
                boolean byName = plan.groups().size() > 1 && !component.isEmpty() && words.containsAll(component);
                if (byId || byName) {
                    suggested.putIfAbsent(draft.position(), name(remark.text()));
                }
            }
        }
        return suggested;
    }

    private static String name(String milestone) {
        int colon = milestone.indexOf(':');
        String name = colon > 0 && colon <= MILESTONE_LIMIT ? milestone.substring(0, colon) : milestone;
        return Script.first(name.replaceFirst("[.;].*$", ""), MILESTONE_LIMIT).strip();
    }
}
