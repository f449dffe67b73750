package io.taskforge.worker.model;

import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.salvage.Salvage;
import java.util.Optional;

/** Why an answer could not be used. */
enum Flaw {
    NO_JSON("no JSON object in it", "answer with one JSON object and nothing else."),
    TOO_FEW("too few tickets in it", "write exactly as many different tickets as asked for."),
    NOTHING_SAID("nothing said in it", "about says nothing; describe what is to be built."),
    NO_CHECKS("no acceptance criteria in it", "checks must hold acceptance criteria."),
    CUT("cut off before it was complete", "write shorter sentences."),
    REPETITION("it repeats itself", null),
    OTHER_LANGUAGE("it is in another language", "write in the language asked for."),
    /** Understood, and worse than what the rules write. */
    BREAKS_RULES("it breaks rules of tickets", null),
    /** Not the answer: the question is larger than the window. */
    DOES_NOT_FIT("the question does not fit the window", null),
    FILTERED("the server's filter withheld it", null),
    SPOILED("the server's answer could not be read", null);

    private final String words;
    private final String advice;

    Flaw(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    /** What is wrong with an answer of which nothing could be used; {@code otherwise} when there is no better reason. */
    static Flaw of(Salvage.Salvaged<?> salvaged, Answer.Written written, Flaw otherwise) {
        if (written.filtered()) {
            return FILTERED;
        }
        if (salvaged.flags().contains(Salvage.Flag.REPETITION)) {
            return REPETITION;
        }
        return !whole(written) || salvaged.flags().contains(Salvage.Flag.CUT) ? CUT : otherwise;
    }

    /** Whether the server says that the answer was written to its end. */
    static boolean whole(Answer.Written written) {
        return written.done() && !written.cutAtLimit();
    }

    /** For a person. */
    String words() {
        return words;
    }

    /** For the model, when a second try can heed it. */
    Optional<String> advice() {
        return Optional.ofNullable(advice);
    }

    boolean repetition() {
        return this == REPETITION || this == SPOILED;
    }
}
