package io.taskforge.chaos.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;

/** What came of one request. */
public sealed interface Answer {

    /**
     * The service answered.
     *
     * @param replayed what the header {@code Idempotent-Replayed} says
     */
    record Received(int status, String body, boolean replayed, Optional<Duration> retryAfter, Duration took)
            implements Answer {

        private static final ObjectMapper JSON = new ObjectMapper();

        /** Missing when the body is no JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }

        /** What a sensible client asks again: the service is away, or wants a pause. */
        public boolean worthRepeating() {
            return status >= 500 || status == 429;
        }
    }

    /** No answer: nobody knows what became of the request. */
    record Lost(String why) implements Answer {}
}
