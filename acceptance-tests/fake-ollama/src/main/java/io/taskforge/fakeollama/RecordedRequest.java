package io.taskforge.fakeollama;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param number from 1, in order of arrival
 * @param headers by their names in lower case
 * @param body its bytes as UTF-8
 * @param endedAt when it was answered, or when its client was found to be gone; empty while it waits
 */
public record RecordedRequest(
        int number,
        Instant at,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        End end,
        Optional<Instant> endedAt) {

    /** How it ended so far. */
    public enum End {
        WAITING,
        ANSWERED,
        DISCONNECTED
    }

    RecordedRequest ended(End how, Instant when) {
        return new RecordedRequest(number, at, method, path, headers, body, how, Optional.of(when));
    }
}
