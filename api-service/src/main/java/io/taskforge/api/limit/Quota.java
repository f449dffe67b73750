package io.taskforge.api.limit;

import io.taskforge.api.client.ClientTerms;
import java.time.Duration;

/**
 * How a client stands with one of its limits, as its responses tell it (draft-ietf-httpapi-ratelimit-headers).
 *
 * @param policy the limit's name
 * @param left tokens
 */
record Quota(String policy, ClientTerms.Rate rate, long left) {

    /** {@code RateLimit-Policy}: so many at once, regained within so many seconds. */
    String policyHeader() {
        return "\"%s\";q=%s;w=%s".formatted(policy, rate.burst(), seconds(rate.burst()));
    }

    /** {@code RateLimit}: so many left, and all of them again after so many seconds. */
    String header() {
        return "\"%s\";r=%s;t=%s".formatted(policy, left, seconds(rate.burst() - left));
    }

    private long seconds(long tokens) {
        Duration regained = rate.untilGained(tokens);
        return regained.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
