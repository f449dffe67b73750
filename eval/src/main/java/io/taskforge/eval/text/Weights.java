package io.taskforge.eval.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How telling each piece of a word is in one specification (TF-IDF's second half): what stands on every line tells nothing. */
public final class Weights {

    private final Map<String, Integer> lines = new HashMap<>();
    private final int count;

    /** @param texts the specification's lines that are not blank */
    public Weights(Collection<String> texts) {
        count = Math.max(1, texts.size());
        for (String text : texts) {
            Terms.of(text).forEach(term -> lines.merge(term, 1, Integer::sum));
        }
    }

    /** A piece that the specification does not have weighs as much as its rarest. */
    private double of(String term) {
        return Math.log(1 + count / (double) lines.getOrDefault(term, 1));
    }

    private double sum(Set<String> terms) {
        return terms.stream().mapToDouble(this::of).sum();
    }

    /** How much of {@code part} is found in {@code whole}, by weight, 0 to 1; 0 when {@code part} says nothing. */
    public double contained(Set<String> part, Set<String> whole) {
        double all = sum(part);
        return all == 0 ? 0 : sum(common(part, whole)) / all;
    }

    /** How alike two texts are, 0 to 1. */
    public double likeness(Set<String> one, Set<String> other) {
        double all = Math.sqrt(sum(one) * sum(other));
        return all == 0 ? 0 : sum(common(one, other)) / all;
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }
}
