package io.taskforge.worker.chat;

import java.time.Duration;
import java.util.Optional;

/** Hears how each question to a model's server ended. On the thread that asked, so briefly. */
public interface CallObserver {

    /** For whoever watches nothing. */
    CallObserver NOBODY = call -> {};

    /**
     * A question that was sent, whatever came back.
     *
     * @param took from the request to the last byte; the wait for its turn is not in it
     * @param promptTokens empty when the server did not say
     */
    record Call(
            ModelConfig.Provider provider,
            Ending ending,
            Duration took,
            Optional<Long> promptTokens,
            Optional<Long> completionTokens) {}

    /** How a question can end. */
    enum Ending {
        ANSWERED,
        /** Prompt and answer do not fit the window. */
        TOO_LONG,
        /** An answer without words of the model. */
        SPOILED,
        /** Not complete in time. */
        STALLED,
        /** Nobody there, or busy: asked once more, or the job fails. */
        UNAVAILABLE,
        /** Refused for good: no such model, no right, no sense. */
        FAILED,
        /** The job was stopped meanwhile. */
        INTERRUPTED
    }

    void ended(Call call);
}
