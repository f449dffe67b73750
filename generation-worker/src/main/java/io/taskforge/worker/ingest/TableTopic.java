package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What kind of thing a table holds, told by its header, whatever section it stands in: a document's data and history, personas, terms,
 * decisions and risks are never read for work. A header that also names requirements or stories decides nothing, and what is measured
 * is asked for where requirements stand.
 */
final class TableTopic {

    private static final Set<String> VERSION =
            Set.of("version", "versión", "versão", "versione", "revision", "rev", "ver", "版本", "版");

    private static final Set<String> DATE = Set.of("date", "datum", "fecha", "data", "release date", "日期", "日付");

    private static final Set<String> CHANGE = Set.of(
            "author",
            "authors",
            "change",
            "changes",
            "autor",
            "autora",
            "auteur",
            "autore",
            "änderung",
            "änderungen",
            "cambio",
            "cambios",
            "mudanças",
            "alterações",
            "modifications",
            "modifiche",
            "changed by",
            "作者");

    private static final Set<String> PERSONAS = Set.of(
            "persona",
            "personas",
            "competitor",
            "competitors",
            "wettbewerber",
            "competidor",
            "concorrente",
            "concurrent",
            "stakeholder",
            "stakeholders");

    private static final Set<String> TERMS = Set.of(
            "term", "terms", "acronym", "abbreviation", "begriff", "abkürzung", "término", "termo", "terme", "termine");

    private static final Set<String> MEANINGS = Set.of(
            "definition",
            "definitions",
            "meaning",
            "bedeutung",
            "erklärung",
            "definición",
            "significado",
            "definição",
            "définition",
            "signification",
            "definizione",
            "significato");

    private static final Set<String> RISKS =
            Set.of("risk", "risks", "risiko", "risiken", "riesgo", "risco", "risque", "rischio");

    private static final Set<String> WEIGHED = Set.of(
            "mitigation",
            "likelihood",
            "probability",
            "impact",
            "maßnahme",
            "gegenmaßnahme",
            "eintrittswahrscheinlichkeit",
            "auswirkung",
            "mitigación",
            "probabilidad",
            "impacto",
            "mitigação",
            "probabilidade",
            "probabilité",
            "mitigazione",
            "probabilità",
            "impatto");

    private static final Phrases WORK = new Phrases(
            "requirement|story|stories|feature|must|need|anforderung|funktion|historia|requisito|requerimiento|história|exigence"
                    + "|fonctionnalité|requisit|user stor");

    private static final Set<String> CHALLENGES =
            Set.of("challenge", "challenges", "potential challenge", "issue", "issues");

    private static final Set<String> DECIDED = Set.of(
            "decision", "decisions", "entscheidung", "decisión", "decisão", "décision", "decisione", "决策", "決定事項");

    private static final Set<String> WHY = Set.of(
            "rationale",
            "reason",
            "reasoning",
            "choice",
            "resolution",
            "options considered",
            "alternatives",
            "alternatives considered",
            "why",
            "outcome",
            "begründung",
            "grund",
            "justificación",
            "justificativa",
            "justification",
            "motivazione");

    private static final Set<String> MEASURED = Set.of(
            "metric",
            "metrics",
            "kpi",
            "kpis",
            "kennzahl",
            "métrica",
            "indicador",
            "indicateur",
            "metrica",
            "指标",
            "指標");

    private static final Set<String> SCORED =
            Set.of("score", "rating", "bewertung", "puntuación", "pontuação", "punteggio", "评分");

    private static final Set<String> SOMEBODY = Set.of(
            "role",
            "actor",
            "team",
            "team member",
            "responsible",
            "rolle",
            "akteur",
            "rol",
            "papel",
            "rôle",
            "acteur",
            "ruolo",
            "角色");

    private static final Set<String> SOMEBODYS = Set.of(
            "responsibility",
            "responsibilities",
            "responsible for",
            "name",
            "person",
            "contact",
            "email",
            "verantwortung",
            "verantwortlichkeit",
            "aufgaben",
            "responsabilidad",
            "responsabilidades",
            "responsabilidade",
            "responsabilité",
            "responsabilités",
            "responsabilità",
            "职责");

    /** "8/10", "4.5 / 5", "★★★": what a score looks like. */
    private static final Pattern SCORE = Pattern.compile("\\d{1,2}(?:\\.\\d)? ?/ ?\\d{1,3}|[★☆⭐]{1,5}");

    /** Of the first cells, how many must be labels of a document before the table is about that. */
    private static final int LABELS_AT_LEAST = 2;

    private TableTopic() {}

    /** @param around what the section holds that the table stands in */
    static Optional<Topic> of(Block.Grid grid, Topic around) {
        return isDocumentData(grid)
                ? Optional.of(Topic.ASIDE)
                : of(grid.header(), around).or(() -> scored(grid, around));
    }

    /** "Version | 1.0", "Owner | Anna", row by row; the header is a row of it, or names the two columns. */
    private static boolean isDocumentData(Block.Grid grid) {
        if (grid.header().size() != 2 || grid.rows().isEmpty()) {
            return false;
        }
        long labels = grid.rows().stream()
                .filter(row -> !row.cells().isEmpty())
                .filter(row ->
                        DocumentData.isAbout(row.cells().getFirst().strip().toLowerCase(Locale.ROOT)))
                .count();
        return labels >= LABELS_AT_LEAST && labels * 2 >= grid.rows().size();
    }

    private static Optional<Topic> scored(Block.Grid grid, Topic around) {
        boolean scores = !grid.rows().isEmpty()
                && grid.rows().stream()
                        .allMatch(row -> !row.cells().isEmpty()
                                && SCORE.matcher(row.cells().getLast().strip()).matches());
        return scores && around == Topic.NEUTRAL ? Optional.of(Topic.BACKGROUND) : Optional.empty();
    }

    private static Optional<Topic> of(List<String> header, Topic around) {
        List<String> cells = header.stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (cells.size() < 2 || cells.stream().anyMatch(WORK::in)) {
            return Optional.empty();
        }
        String first = cells.getFirst();
        boolean versions = any(cells, VERSION);
        boolean dates = any(cells, DATE);
        boolean changes = any(cells, CHANGE);
        boolean dated = dates && (VERSION.contains(first) || DATE.contains(first));
        boolean history = versions && dated || dated && changes || versions && changes && VERSION.contains(first);
        boolean decisions = DECIDED.contains(first) && any(cells, WHY);
        boolean people = SOMEBODY.contains(first) && any(cells.subList(1, cells.size()), SOMEBODYS);
        if (history
                || decisions
                || people
                || PERSONAS.contains(first)
                || TERMS.contains(first) && any(cells, MEANINGS)) {
            return Optional.of(Topic.ASIDE);
        }
        boolean measured = MEASURED.contains(first) || SCORED.contains(cells.getLast());
        if (measured && around == Topic.NEUTRAL) {
            return Optional.of(Topic.BACKGROUND);
        }
        boolean answered = cells.stream().anyMatch(cell -> cell.endsWith("solution") || cell.endsWith("solutions"));
        if (CHALLENGES.contains(first) && answered) {
            return Optional.of(Topic.RISK);
        }
        return RISKS.contains(first) && any(cells, WEIGHED) ? Optional.of(Topic.RISK) : Optional.empty();
    }

    private static boolean any(List<String> cells, Set<String> words) {
        return cells.stream().anyMatch(words::contains);
    }
}
