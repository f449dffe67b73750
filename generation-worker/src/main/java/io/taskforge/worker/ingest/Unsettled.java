package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An item that asks for something and leaves part of it open: "The label is created by the carrier. TODO: which one?"
 *
 * <p>What it asks for is work all the same, and what it leaves open is a question beside it.
 */
final class Unsettled {

    private static final Pattern NOTE = Pattern.compile("\\s*[(\\[（]([^()\\[\\]（）]{2,120})[)\\]）]\\s{0,3}[.。]?$");

    private static final Pattern DOUBT = Pattern.compile("\\s{0,3}\\?{2,9}$");

    /** What a question begins with: such a sentence is open as a whole, however many marks stand at its end. */
    private static final Set<String> ASKING = Set.of(
            "who", "what", "which", "how", "when", "where", "why", "whether", "is", "are", "do", "does", "can",
            "should", "must", "may", "will", "shall", "wer", "was", "wie", "wann", "wo", "warum", "qui", "quel",
            "quelle", "quién", "qué", "cuál", "cómo", "quem", "qual", "como");

    private Unsettled() {}

    /** The item without what it leaves open; empty when that is nothing, or all of it. */
    static Optional<String> settled(Passage item, SentenceReading sentences) {
        List<String> settled = new ArrayList<>();
        boolean open = false;
        for (Passage part : Sentences.of(item)) {
            String sentence = part.text();
            String rest = sentences.leavesOpen(sentence) ? doubted(sentence, sentences) : withoutNote(sentence);
            open |= !rest.equals(sentence);
            if (!rest.isEmpty()) {
                settled.add(rest);
            } else if (settled.isEmpty()) {
                return Optional.empty();
            }
        }
        String joined = String.join(Script.anyUnspaced(item.text()) ? "" : " ", settled);
        return open && !joined.isEmpty() ? Optional.of(joined) : Optional.empty();
    }

    /** "The order is paid at once ???": the sentence without its author's doubt, when it asks for something; otherwise nothing. */
    private static String doubted(String sentence, SentenceReading sentences) {
        Matcher doubt = DOUBT.matcher(sentence);
        String rest = doubt.find() ? sentence.substring(0, doubt.start()) : "";
        List<String> words = Words.split(rest);
        boolean asks = words.isEmpty() || ASKING.contains(words.getFirst().toLowerCase(Locale.ROOT));
        return !asks && (sentences.strength(rest).isPresent() || SentenceReading.isCommand(rest)) ? rest : "";
    }

    private static String withoutNote(String sentence) {
        Matcher note = NOTE.matcher(sentence);
        if (!note.find() || note.start() == 0) {
            return sentence;
        }
        String inside = note.group(1);
        boolean open = Shapes.isToDo(inside) || Shapes.undecided(inside) || Shapes.asks(inside);
        return open ? sentence.substring(0, note.start()) : sentence;
    }
}
