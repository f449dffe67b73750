package io.taskforge.worker.chat;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a question to a working server ended. That there is no working server is a {@code DraftingFailure} instead. */
public sealed interface Answer {

    /**
     * The model wrote something.
     *
     * @param done false when the server broke off without saying why (it does so on repetition)
     * @param doneReason {@code stop}, {@code length}, {@code content_filter} …
     * @param modelTime what the server says that it took, its waiting for the model included
     * @param promptTokens empty when the server did not say
     */
    record Written(
            String content,
            boolean done,
            Optional<String> doneReason,
            Optional<Duration> modelTime,
            Optional<Long> promptTokens,
            Optional<Long> completionTokens)
            implements Answer {

        /**
         * A member with a whole value: less than that and nothing can be made of an answer. Nothing in it is given back once matched,
         * because a model may go on with blanks for as long as it is let.
         */
        private static final Pattern SOME_VALUE =
                Pattern.compile("[\"'\\w]\\s*+:\\s*+\\[?+\\s*+(?:[\"'][^\"']++[\"']|-?\\d++\\s*+[,}\\]])");

        public boolean cutAtLimit() {
            return doneReason.filter("length"::equals).isPresent();
        }

        public boolean filtered() {
            return doneReason.filter("content_filter"::equals).isPresent();
        }

        /** Whether there is anything in it that a ticket could be made of. */
        boolean saysSomething() {
            return SOME_VALUE.matcher(content).find();
        }
    }

    /**
     * The server answered with something that holds no words of the model.
     *
     * @param how in which way
     * @param why in words
     */
    record Spoiled(Spoil how, String why) implements Answer {}

    /**
     * Prompt and answer do not fit the window.
     *
     * @param wasted what the model wrote all the same, when the server cut the prompt in silence; empty when it was not asked
     */
    record TooLong(Optional<Written> wasted) implements Answer {

        /** Refused before a token was written. */
        TooLong() {
            this(Optional.empty());
        }
    }

    /** The ways in which an answer can be spoiled. */
    enum Spoil {
        /** Not what such a server answers. */
        GARBAGE,
        /** An error of the server in the place of an answer. */
        REPORTED,
        /** The server broke off a repetition. */
        REPETITION,
        /** It was not complete in time. */
        STALLED,
        /** Not asked any more: nothing that the model wrote could be used so far. */
        GIVEN_UP
    }
}
