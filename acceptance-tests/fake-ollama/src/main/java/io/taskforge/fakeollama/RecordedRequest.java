package io.taskforge.fakeollama;

import java.time.Instant;

/**
 * A request as it came over the wire.
 *
 * @param number from 1, in order of arrival
 * @param body its bytes as UTF-8
 */
public record RecordedRequest(int number, Instant at, String method, String path, String body, End end) {

    /** How it ended so far. */
    public enum End {
        WAITING,
        ANSWERED,
        DISCONNECTED
    }

    RecordedRequest ended(End how) {
        return new RecordedRequest(number, at, method, path, body, how);
    }
}
