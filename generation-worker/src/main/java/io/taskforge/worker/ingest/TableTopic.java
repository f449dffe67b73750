package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of thing a table holds, told by its header, whatever section it stands in: a document's history, personas, terms and risks
 * are never read for work. A header that also names requirements or stories decides nothing.
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

    private TableTopic() {}

    /** @param header the cells of the first row; empty cells where the table has none */
    static Optional<Topic> of(List<String> header) {
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
        if (history || PERSONAS.contains(first) || TERMS.contains(first) && any(cells, MEANINGS)) {
            return Optional.of(Topic.ASIDE);
        }
        return RISKS.contains(first) && any(cells, WEIGHED) ? Optional.of(Topic.RISK) : Optional.empty();
    }

    private static boolean any(List<String> cells, Set<String> words) {
        return cells.stream().anyMatch(words::contains);
    }
}
