package io.taskforge.worker.model;

import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.engine.DraftingFailure.Code;
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
        if (written.doneReason().filter("content_filter"::equals).isPresent()) {
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

    /** Of a job of which no answer at all could be used. */
    Code code() {
        return switch (this) {
            case CUT -> Code.MODEL_OUTPUT_TRUNCATED;
            case FILTERED -> Code.CONTENT_FILTERED;
            case DOES_NOT_FIT -> Code.CONTEXT_LENGTH_EXCEEDED;
            case NO_JSON, TOO_FEW, NOTHING_SAID, NO_CHECKS, REPETITION, OTHER_LANGUAGE, BREAKS_RULES, SPOILED ->
                Code.MODEL_OUTPUT_INVALID;
        };
    }

    /** What an operator may do about it. */
    String cure() {
        return switch (this) {
            case CUT -> "ask for less detail, or update the model's server, which may break answers off";
            case FILTERED -> "look at the specification, or use a server without a filter";
            case DOES_NOT_FIT -> "raise taskforge.model.num-ctx";
            case SPOILED -> "check that nothing between TaskForge and the model's server changes answers";
            case OTHER_LANGUAGE -> "use a model that knows the language";
            case NO_JSON, TOO_FEW, NOTHING_SAID, NO_CHECKS, REPETITION, BREAKS_RULES ->
                "use another model, or update the model's server, which has to hold answers to a JSON schema";
        };
    }
}
