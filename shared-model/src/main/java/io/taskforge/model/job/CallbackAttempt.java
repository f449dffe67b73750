package io.taskforge.model.job;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * One attempt to deliver a callback, as the log keeps it: neither the receiver's address nor anything that it said but its status.
 *
 * @param statusCode of the receiver's whole answer; null when it gave none
 * @param took from the first look at the URL to the end of the answer
 */
public record CallbackAttempt(Outcome outcome, Integer statusCode, Duration took) {

    /** What came of an attempt. */
    public enum Outcome {
        /** The receiver answered with a 2xx. */
        DELIVERED,
        /** It answered with anything else, redirects included. */
        HTTP_STATUS,
        /** The time for it all was up, or nobody took the connection. */
        TIMEOUT,
        /** The connection was refused, or broke before the answer was whole. */
        CONNECTION_FAILED,
        /** No connection that can be trusted: the certificate is another's, has expired, or nobody known vouches for it. */
        TLS_FAILED,
        /** The URL breaks a rule now; nothing was sent. */
        REJECTED,
        /** The host has no address; nothing was sent. */
        UNRESOLVED,
        /** The client's secret cannot be read, and nothing is sent unsigned. */
        UNSIGNED;

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CallbackAttempt {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(took, "took");
    }
}
