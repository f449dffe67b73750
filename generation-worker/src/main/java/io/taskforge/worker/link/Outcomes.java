package io.taskforge.worker.link;

import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What one ticket does to a thing is done before another takes up the thing in that state: "Approve a credit", "Book approved credits". */
final class Outcomes {

    /** How participles end that stand beside a noun, in the languages that are read. */
    private static final Pattern PARTICIPLE = Pattern.compile(
            ".{4,}(?:ed|ene|enen|ener|ene[sm]|te|ten|ter|ado|ada|ados|adas|ido|ida|idos|idas|é|ée|és|ées|ato|ata|ati|ate)");

    /** So many first letters make "approved" a form of "approve" and "freigegebene" one of "freigeben". */
    private static final int SAME_STEM = 5;

    private static final int SHORTEST = 4;

    private final List<Node> nodes;
    private final List<String> verbs;

    Outcomes(List<Node> nodes) {
        this.nodes = nodes;
        this.verbs = nodes.stream().map(Node::verb).toList();
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (int consumer = 0; consumer < nodes.size(); consumer++) {
            Set<Integer> producers = new LinkedHashSet<>();
            for (String sentence : nodes.get(consumer).sentences()) {
                producers.addAll(producersIn(sentence, consumer));
            }
            if (producers.size() == 1) {
                links.add(new Link(consumer, producers.iterator().next(), true));
            }
        }
        return links;
    }

    private Set<Integer> producersIn(String sentence, int consumer) {
        List<String> words = Words.split(sentence.toLowerCase(Locale.ROOT));
        Set<Integer> producers = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (!PARTICIPLE.matcher(words.get(i)).matches()) {
                continue;
            }
            for (int beside : new int[] {i + 1, i - 1}) {
                if (beside >= 0 && beside < words.size()) {
                    producers.addAll(producersOf(words.get(beside), words.get(i), consumer));
                }
            }
        }
        return producers;
    }

    private Set<Integer> producersOf(String noun, String state, int consumer) {
        Set<String> thing = Words.content(noun);
        Set<Integer> producers = new LinkedHashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            String verb = verbs.get(i);
            boolean brings = i != consumer
                    && !verb.equals(state)
                    && sameStem(verb, state)
                    && !sameStem(verbs.get(consumer), state)
                    && !thing.isEmpty()
                    && nodes.get(i).words().containsAll(thing);
            if (brings) {
                producers.add(i);
            }
        }
        return producers;
    }

    private static boolean sameStem(String verb, String state) {
        String stem = verb.substring(0, Math.min(SAME_STEM, verb.length()));
        return stem.length() >= SHORTEST && state.startsWith(stem);
    }
}
