package io.taskforge.worker.drafting;

import java.util.Locale;
import java.util.Map;

/**
 * The few sentences of our own in risks and open questions, in the specification's language.
 *
 * @param contradiction filled with line, text, line, text
 * @param undecided before what is still to be decided
 * @param touches filled with a ticket's title and the specification's word
 */
record NoteWording(String contradiction, String undecided, String touches) {

    private static final NoteWording ENGLISH = new NoteWording(
            "Line %d says “%s” and line %d says “%s”. Which of the two holds?",
            "To be decided", "“%s” touches what the specification calls “%s”.");

    private static final Map<String, NoteWording> OTHERS = Map.of(
            "de",
            new NoteWording(
                    "In Zeile %d steht „%s“, in Zeile %d „%s“. Was von beidem gilt?",
                    "Noch zu entscheiden", "„%s“ berührt, was die Spezifikation „%s“ nennt."),
            "fr",
            new NoteWording(
                    "La ligne %d dit « %s » et la ligne %d « %s ». Laquelle des deux vaut ?",
                    "À décider", "« %s » touche à ce que la spécification appelle « %s »."),
            "es",
            new NoteWording(
                    "La línea %d dice «%s» y la línea %d dice «%s». ¿Cuál de las dos vale?",
                    "Por decidir", "«%s» toca lo que la especificación llama «%s»."),
            "pt",
            new NoteWording(
                    "A linha %d diz “%s” e a linha %d diz “%s”. Qual das duas vale?",
                    "Por decidir", "“%s” toca no que a especificação chama “%s”."),
            "zh",
            new NoteWording("第%d行写“%s”，第%d行写“%s”。以哪一条为准？", "待定", "“%s”涉及规格说明所说的“%s”。"),
            "ja",
            new NoteWording("%d行目には「%s」、%d行目には「%s」とある。どちらが正しいか？", "未決定", "「%s」は仕様書のいう「%s」に関わる。"));

    static NoteWording of(String language) {
        String key = language.length() < 2 ? language : language.substring(0, 2).toLowerCase(Locale.ROOT);
        return OTHERS.getOrDefault(key, ENGLISH);
    }
}
