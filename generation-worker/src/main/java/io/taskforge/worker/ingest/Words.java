package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A text's words, and which of them carry its meaning. */
public final class Words {

    private static final Set<String> EMPTY_WORDS = Set.copyOf(List.of(
            ("a an the and or but nor of to in on at by for from with without into onto over under about as is are was were be been"
                            + " being it its this that these those they them their there here he she his her i we our you your my me us"
                            + " must shall should may can could will would might need needs want wants able do does did has have had not no"
                            + " if when then so than also only just all any each every some such which who whom whose what where how why"
                            + " up down out off per via etc system application app service platform product user users"
                            + " der die das den dem des ein eine einen einem einer eines und oder aber von zu im in am an auf für mit ohne"
                            + " ist sind war werden wird wurde muss müssen soll sollen sollte kann können darf nicht als bei aus nach vor"
                            + " über unter sich es er sie wir ich man auch nur wenn dann dass damit möchte will system"
                            + " le la les un une des du de et ou dans sur par pour avec sans est sont doit doivent peut je nous il elle"
                            + " que qui ce cette ces se ne pas plus si afin au aux en"
                            + " el los las una unos y o u en con por para sin es son debe deben puede que se no si como quiero lo del al"
                            + " o os as um uma e em no na nos nas do da dos das com é são deve devem pode não ao à"
                            + " il lo gli uno ed di che è sono deve devono può non si nel della delle dei alla come voglio per"
                            + " het een en van voor met niet is zijn moet moeten kan worden wordt als door dat te op")
                    .split(" ")));

    private Words() {}

    /** Runs of letters and digits, in order, as they are written. */
    public static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean part = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    /**
     * The words that carry meaning, lower-case and without their endings, each once, in order. Pairs of characters stand for words
     * where a script has no spaces.
     */
    public static Set<String> content(String text) {
        Set<String> content = new LinkedHashSet<>();
        for (String word : split(text)) {
            if (Script.unspaced(word.codePointAt(0))) {
                for (int i = 0; i + 1 < word.length(); i++) {
                    content.add(word.substring(i, i + 2));
                }
                continue;
            }
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.length() > 1 && !EMPTY_WORDS.contains(lower)) {
                content.add(stem(lower));
            }
        }
        return content;
    }

    /** Shared words as a share of all words, 0 to 1; 0 where there are none at all. */
    public static double likeness(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        int all = one.size() + other.size() - common.size();
        return all == 0 ? 0 : common.size() / (double) all;
    }

    /** Whether the word (lower-case) says nothing by itself. */
    public static boolean empty(String lower) {
        return EMPTY_WORDS.contains(lower);
    }

    /** The word without its commonest endings, so that "invoices" meets "invoice" and "imported" meets "import". */
    public static String stem(String lower) {
        String word = lower;
        if (word.length() > 4 && word.endsWith("ies")) {
            word = word.substring(0, word.length() - 3) + "y";
        } else if (word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is")) {
            word = word.substring(0, word.length() - 1);
        }
        if (word.length() > 6 && word.endsWith("val")) {
            return word.substring(0, word.length() - 2);
        }
        if (word.length() > 6 && word.endsWith("ing")) {
            word = undouble(word.substring(0, word.length() - 3));
        } else if (word.length() > 5 && word.endsWith("ed")) {
            word = undouble(word.substring(0, word.length() - 2));
        }
        return word.length() > 4 && word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
    }

    private static String undouble(String word) {
        int end = word.length() - 1;
        boolean doubled = end > 2 && word.charAt(end) == word.charAt(end - 1) && "ls".indexOf(word.charAt(end)) < 0;
        return doubled ? word.substring(0, end) : word;
    }
}
