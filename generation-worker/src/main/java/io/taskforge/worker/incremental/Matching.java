package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.Requirement;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which requirement of the old text is which of the new one: first by fingerprint, then, of those left over, by likeness. Each has at
 * most one partner.
 */
final class Matching {

    /**
     * Shared words from which on two wordings are one requirement. Higher: rewordings lose their tickets' ids. Lower: neighbours are
     * taken for each other. docs/adr/0017 has the figures.
     */
    static final double ALIKE = 0.5;

    /** @param same whether nothing but case, punctuation, white space or the requirement's own number differs */
    record Match(Requirement before, Requirement now, boolean same) {}

    private record Candidate(Requirement before, Requirement now, double likeness, double distance) {}

    private final Map<String, Match> byBefore = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private Matching() {}

    static Matching of(List<Requirement> before, List<Requirement> now) {
        Matching matching = new Matching();
        matching.byText(before, now);
        matching.byFingerprint(before, now);
        matching.byLikeness(before, now);
        return matching;
    }

    Optional<Match> of(Requirement before) {
        return Optional.ofNullable(byBefore.get(before.requirementId()));
    }

    boolean isMatched(Requirement now) {
        return taken.contains(now.requirementId());
    }

    /** Where several have one fingerprint, those that are the same to the letter belong together. */
    private void byText(List<Requirement> before, List<Requirement> now) {
        pair(before, now, one -> one.fingerprint() + " " + one.text());
    }

    private void byFingerprint(List<Requirement> before, List<Requirement> now) {
        pair(before, now, Requirement::fingerprint);
    }

    private void pair(List<Requirement> before, List<Requirement> now, Function<Requirement, String> key) {
        Map<String, Deque<Requirement>> waiting = new HashMap<>();
        for (Requirement one : now) {
            if (!isMatched(one)) {
                waiting.computeIfAbsent(key.apply(one), ignored -> new ArrayDeque<>())
                        .add(one);
            }
        }
        for (Requirement one : before) {
            Deque<Requirement> equal = waiting.get(key.apply(one));
            if (!byBefore.containsKey(one.requirementId()) && equal != null && !equal.isEmpty()) {
                match(one, equal.removeFirst(), true);
            }
        }
    }

    /** The most alike first; of equals, those that stand at about the same place of their texts. */
    private void byLikeness(List<Requirement> before, List<Requirement> now) {
        Map<String, Set<String>> words = new HashMap<>();
        now.forEach(one -> words.put(one.requirementId(), words(one)));
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (byBefore.containsKey(before.get(i).requirementId())) {
                continue;
            }
            Set<String> own = words(before.get(i));
            for (int j = 0; j < now.size(); j++) {
                if (!isMatched(now.get(j))) {
                    double likeness = likeness(own, words.get(now.get(j).requirementId()));
                    double distance = Math.abs(i / (double) before.size() - j / (double) now.size());
                    if (likeness >= ALIKE) {
                        candidates.add(new Candidate(before.get(i), now.get(j), likeness, distance));
                    }
                }
            }
        }
        candidates.sort(Comparator.comparingDouble((Candidate one) -> -one.likeness())
                .thenComparingDouble(Candidate::distance)
                .thenComparing(one -> one.before().startLine())
                .thenComparing(one -> one.now().startLine()));
        for (Candidate one : candidates) {
            if (!byBefore.containsKey(one.before().requirementId()) && !isMatched(one.now())) {
                match(one.before(), one.now(), false);
            }
        }
    }

    private void match(Requirement before, Requirement now, boolean same) {
        byBefore.put(before.requirementId(), new Match(before, now, same));
        taken.add(now.requirementId());
    }

    static double likeness(String before, String now) {
        return likeness(Words.content(Shapes.bare(before)), Words.content(Shapes.bare(now)));
    }

    private static Set<String> words(Requirement one) {
        return Words.content(Shapes.bare(one.text()));
    }

    /** Twice the shared words by all words of both, 0 to 1. */
    static double likeness(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        int all = one.size() + other.size();
        return all == 0 ? 0 : 2.0 * shared / all;
    }
}
