package io.taskforge.api.event;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import java.util.List;

/**
 * How much of a job's history its watcher has seen already.
 *
 * @param upTo the number of the last event that it knows; 0 for none
 * @param said where it says so, as a JSON Pointer
 */
public record KnownEvents(long upTo, String said) {

    private static final int DIGITS_AT_MOST = 18;

    /** @throws RequestFailure {@code validation_failed} */
    public KnownEvents {
        if (upTo < 0) {
            throw invalid(said, Violation.Code.OUT_OF_RANGE, "must not be negative");
        }
    }

    /**
     * The header before the parameter: a browser that connects again asks for the address it was given first, and says in the header
     * how far it has come since.
     *
     * @param lastEventId every value of the header; an empty one says nothing
     * @param after every value of the parameter
     * @throws RequestFailure {@code validation_failed}
     */
    static KnownEvents of(List<String> lastEventId, List<String> after) {
        boolean resumed = lastEventId.stream().anyMatch(value -> !value.isEmpty());
        List<String> values = resumed ? lastEventId : after;
        String said = resumed ? "/Last-Event-ID" : "/after";
        if (values.size() > 1) {
            throw invalid(said, Violation.Code.NOT_ALLOWED, "must not be given twice");
        }
        return new KnownEvents(values.isEmpty() ? 0 : number(values.getFirst(), said), said);
    }

    private static long number(String text, String said) {
        boolean digits = !text.isEmpty()
                && text.length() <= DIGITS_AT_MOST
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw invalid(said, Violation.Code.BAD_FORMAT, "must be the number of an event, or 0");
        }
        return Long.parseLong(text);
    }

    /** For the statement; no job has as many events. */
    int bounded() {
        return (int) Math.min(upTo, Integer.MAX_VALUE);
    }

    RequestFailure notThatMany(int newest) {
        return invalid(
                said,
                Violation.Code.OUT_OF_RANGE,
                "must not be greater than the job's newest event, which is " + newest);
    }

    private static RequestFailure invalid(String said, Violation.Code code, String detail) {
        return RequestFailure.invalid(FailureCode.VALIDATION_FAILED, List.of(new Violation(said, code, detail)));
    }
}
