package io.taskforge.worker.chat;

import io.taskforge.worker.ingest.Script;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a model can be asked now. */
public sealed interface Readiness {

    /**
     * The server answers and has the model.
     *
     * @param server name and version, for an operator
     * @param digest of the model's files, when the server tells
     * @param contextLength tokens that a call may use at the most, by what the server says of the model; empty when it says nothing
     */
    record Ready(String server, Optional<String> digest, OptionalInt contextLength) implements Readiness {}

    /**
     * The server answers and does not have the model.
     *
     * @param available the names that it has
     * @param cure what to do, in words
     */
    record ModelMissing(String url, String model, List<String> available, String cure) implements Readiness {

        private static final int MODELS_NAMED = 5;
        private static final int REASON_LIMIT = 300;

        public ModelMissing {
            available = List.copyOf(available);
        }

        /** One line for an operator. */
        public String reason() {
            String has = available.isEmpty()
                    ? "no model"
                    : String.join(", ", available.subList(0, Math.min(MODELS_NAMED, available.size())))
                            + (available.size() > MODELS_NAMED ? ", …" : "");
            return Script.oneLine(
                    "the server at " + url + " does not have " + model + " (it has " + has + ")", REASON_LIMIT);
        }
    }

    /**
     * Nothing at that address answers as such a server does.
     *
     * @param reason what happened, and what to do
     */
    record Unreachable(String reason) implements Readiness {}
}
