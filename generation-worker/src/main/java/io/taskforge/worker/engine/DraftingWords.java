package io.taskforge.worker.engine;

import java.util.List;
import java.util.Optional;

/**
 * What an engine says of the specification as a whole, each sentence of it supported by the specification.
 *
 * @param summary at most 300 characters; empty leaves it to the rules
 * @param risks beyond those that the specification names itself
 * @param questions beyond those of single tickets
 */
public record DraftingWords(Optional<String> summary, List<String> risks, List<String> questions) {

    /** An engine that adds nothing. */
    public static final DraftingWords NONE = new DraftingWords(Optional.empty(), List.of(), List.of());

    public DraftingWords {
        risks = List.copyOf(risks);
        questions = List.copyOf(questions);
    }
}
