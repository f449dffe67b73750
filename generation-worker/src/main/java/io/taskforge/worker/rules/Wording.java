package io.taskforge.worker.rules;

import java.util.Locale;
import java.util.Map;

/**
 * The few words of our own that a drafted description has, in the specification's language.
 *
 * @param why before a benefit
 * @param who before a role
 * @param covers above the statements of a ticket with several
 * @param details above what hangs below a statement
 * @param lines before line numbers of the specification
 */
record Wording(String why, String who, String covers, String details, String lines) {

    private static final Wording ENGLISH = new Wording("Why", "For", "Covers", "Details", "Specification, lines");

    private static final Map<String, Wording> OTHERS = Map.of(
            "de", new Wording("Warum", "Für", "Umfasst", "Einzelheiten", "Spezifikation, Zeilen"),
            "fr", new Wording("Pourquoi", "Pour", "Comprend", "Détails", "Spécification, lignes"),
            "es", new Wording("Por qué", "Para", "Incluye", "Detalles", "Especificación, líneas"),
            "pt", new Wording("Por quê", "Para", "Inclui", "Detalhes", "Especificação, linhas"),
            "it", new Wording("Perché", "Per", "Comprende", "Dettagli", "Specifica, righe"),
            "nl", new Wording("Waarom", "Voor", "Omvat", "Details", "Specificatie, regels"),
            "zh", new Wording("原因", "角色", "包含", "细节", "规格说明，行"),
            "ja", new Wording("理由", "対象", "内容", "詳細", "仕様書、行"));

    static Wording of(String language) {
        String key = language.length() < 2 ? language : language.substring(0, 2).toLowerCase(Locale.ROOT);
        return OTHERS.getOrDefault(key, ENGLISH);
    }
}
