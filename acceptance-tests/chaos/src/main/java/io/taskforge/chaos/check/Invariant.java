package io.taskforge.chaos.check;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that must hold.
 *
 * @param id as in the list of invariants, {@code I1} to {@code I11}
 * @param claim what holds when it does
 */
public record Invariant(String id, String claim, Function<Evidence, Stream<String>> broken) {

    /** Of each kind of violation no more are told: the rest says the same. */
    private static final int TOLD = 10;

    public List<Violation> violations(Evidence evidence) {
        List<String> sentences = broken.apply(evidence).toList();
        Stream<String> told = sentences.stream().limit(TOLD);
        if (sentences.size() > TOLD) {
            told = Stream.concat(told, Stream.of("and " + (sentences.size() - TOLD) + " more of the kind"));
        }
        return told.map(sentence -> new Violation(id, sentence)).toList();
    }
}
