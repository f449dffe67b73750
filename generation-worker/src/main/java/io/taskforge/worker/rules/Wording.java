package io.taskforge.worker.rules;

import java.util.Locale;
import java.util.Map;

/**
 * The few words of our own that a drafted description has, in the specification's language.
 *
 * @param why before a benefit
 * @param who before a role
 * @param what before a wish
 * @param covers above the statements of a ticket with several
 * @param details above what hangs below a statement
 * @param context before what the section says of itself
 */
record Wording(String why, String who, String what, String covers, String details, String context) {

    private static final Wording ENGLISH = new Wording("Why", "For", "What", "Covers", "Details", "Context");

    private static final Map<String, Wording> OTHERS = Map.of(
            "de", new Wording("Warum", "Für", "Was", "Umfasst", "Einzelheiten", "Zusammenhang"),
            "fr", new Wording("Pourquoi", "Pour", "Quoi", "Comprend", "Détails", "Contexte"),
            "es", new Wording("Por qué", "Para", "Qué", "Incluye", "Detalles", "Contexto"),
            "pt", new Wording("Por quê", "Para", "O quê", "Inclui", "Detalhes", "Contexto"),
            "it", new Wording("Perché", "Per", "Che cosa", "Comprende", "Dettagli", "Contesto"),
            "nl", new Wording("Waarom", "Voor", "Wat", "Omvat", "Details", "Context"),
            "zh", new Wording("原因", "角色", "目标", "包含", "细节", "背景"),
            "ja", new Wording("理由", "対象", "目的", "内容", "詳細", "背景"));

    static Wording of(String language) {
        String key = language.length() < 2 ? language : language.substring(0, 2).toLowerCase(Locale.ROOT);
        return OTHERS.getOrDefault(key, ENGLISH);
    }
}
