package io.taskforge.model.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * What became of the message that a job has ended.
 *
 * @param url as the client gave it, {@code {job_id}} and all
 * @param attempts made so far
 * @param lastStatusCode of the receiver's last answer; null when it gave none
 * @param nextAttemptAt null when there will be none
 */
public record CallbackState(
        String url, Status status, int attempts, Integer lastStatusCode, Instant lastAttemptAt, Instant nextAttemptAt) {

    /** Where a delivery stands. */
    public enum Status {
        /** The job has not ended, or its callback is due and was not tried yet. */
        PENDING,
        DELIVERED,
        /** It failed at least once and is tried again. */
        RETRYING,
        /** Every attempt failed. */
        FAILED,
        /** The receiver said that it is gone for good. */
        DISABLED;

        /** The word on the wire and in the database. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException when no status has that word */
        @JsonCreator
        public static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public CallbackState {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(status, "status");
    }

    /** Before the job has ended. */
    public static CallbackState notDue(String url) {
        return new CallbackState(url, Status.PENDING, 0, null, null, null);
    }
}
