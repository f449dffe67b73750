package io.taskforge.api.job;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * How long a client lets its question about a job stay open.
 *
 * @param seconds 0 to 60
 * @param preferred whether it was asked for with {@code Prefer}, whose answer says that it was followed
 */
record AskedWait(int seconds, boolean preferred) {

    private static final int LONGEST = 60;
    private static final int DIGITS_AT_MOST = 9;
    private static final String PREFERENCE = "wait";
    private static final AskedWait NONE = new AskedWait(0, false);

    /**
     * The parameter before the preference. A preference that cannot be followed is no error (RFC 7240, 2): an unreadable one is
     * passed over, and a longer wait is cut to the longest there is.
     *
     * @param wait every value of the query's {@code wait}
     * @param prefer every value of the header {@code Prefer}
     * @throws RequestFailure {@code validation_failed} for a {@code wait} that is no number of 0 to 60
     */
    static AskedWait of(List<String> wait, List<String> prefer) {
        if (!wait.isEmpty()) {
            int seconds = wait.size() == 1 ? number(wait.getFirst()).orElse(-1) : -1;
            if (seconds < 0 || seconds > LONGEST) {
                throw RequestFailure.invalid(
                        FailureCode.VALIDATION_FAILED,
                        List.of(new Violation(
                                "/wait",
                                Violation.Code.OUT_OF_RANGE,
                                "must be given once, as a whole number of seconds from 0 to " + LONGEST)));
            }
            return new AskedWait(seconds, false);
        }
        if (prefer.isEmpty()) {
            return NONE;
        }
        return prefer.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(preference -> preference.split(";", 2)[0].split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase(PREFERENCE))
                .map(pair -> number(pair[1].strip().replace("\"", "")))
                .flatMapToInt(OptionalInt::stream)
                .mapToObj(seconds -> new AskedWait(Math.min(seconds, LONGEST), true))
                .findFirst()
                .orElse(NONE);
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** As in {@code Preference-Applied}. */
    String applied() {
        return PREFERENCE + "=" + seconds;
    }

    private static OptionalInt number(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= DIGITS_AT_MOST
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
