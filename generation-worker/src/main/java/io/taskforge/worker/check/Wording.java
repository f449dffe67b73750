package io.taskforge.worker.check;

import io.taskforge.worker.ingest.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges single texts: whether a criterion can be checked, whether it says more than the title, how alike two texts are. */
final class Wording {

    /** Words that sound like a measure and are none. Tuned for English; a heuristic in any language. */
    private static final Set<String> VAGUE = Set.copyOf(List.of(
            ("fast quick quickly easy easily easier intuitive robust user-friendly friendly simple simply appropriate appropriately correctly properly"
                            + " seamless seamlessly efficient efficiently good nice nicely reliable reliably scalable flexible modern clean works work"
                            + " working well expected described fully functional smooth smoothly responsive adequate adequately reasonable"
                            + " schnell einfach intuitiv benutzerfreundlich robust korrekt zuverlässig rapide simple intuitif facile convivial"
                            + " rápido sencillo fácil intuitivo robusto fácil amigável semplice veloce")
                    .split(" ")));

    private static final Pattern MEASURE = Pattern.compile("\\d");

    private Wording() {}

    /** Whether nothing is left of the criterion once vague and empty words are taken out. */
    static boolean isVague(String criterion) {
        if (MEASURE.matcher(criterion).find()) {
            return false;
        }
        int vague = 0;
        int telling = 0;
        for (String word : Words.split(criterion.toLowerCase(Locale.ROOT))) {
            if (VAGUE.contains(word)) {
                vague++;
            } else if (!Words.empty(word)) {
                telling++;
            }
        }
        return vague > 0 && telling <= 1;
    }

    static boolean saysTheSame(String one, String other) {
        Set<String> words = Words.content(one);
        return !words.isEmpty() && words.equals(Words.content(other));
    }

    /** Shared words as a share of all words, 0 to 1. */
    static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() && other.isEmpty()) {
            return 1;
        }
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        int all = one.size() + other.size() - common.size();
        return all == 0 ? 0 : common.size() / (double) all;
    }

    static Set<String> words(String title, List<String> criteria) {
        Set<String> words = new HashSet<>(Words.content(title));
        criteria.forEach(criterion -> words.addAll(Words.content(criterion)));
        return words;
    }
}
