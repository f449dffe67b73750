package io.taskforge.worker.chat;

import java.time.Duration;
import java.util.Optional;

/** How a question to a working server ended. That there is no working server is a {@code DraftingFailure} instead. */
public sealed interface Answer {

    /**
     * The model wrote something.
     *
     * @param done false when the server broke off without saying why (it does so on repetition)
     * @param doneReason {@code stop}, {@code length} …
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

        public boolean cutAtLimit() {
            return doneReason.filter("length"::equals).isPresent();
        }
    }

    /** The server answered with something that holds no words of the model. */
    record Spoiled(String why) implements Answer {}

    /** Prompt and answer do not fit the window. */
    record TooLong() implements Answer {}
}
