package io.taskforge.api.job;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import java.util.List;

/** A parameter of a query that is true or false. */
public final class Flag {

    private Flag() {}

    /**
     * @param values every value that the query has for it
     * @param unsaid what no value means
     * @throws RequestFailure {@code validation_failed}
     */
    public static boolean of(String name, List<String> values, boolean unsaid) {
        if (values.size() > 1 || !List.of("true", "false").containsAll(values)) {
            throw RequestFailure.invalid(
                    FailureCode.VALIDATION_FAILED,
                    List.of(new Violation("/" + name, Violation.Code.WRONG_TYPE, "must be true or false, given once")));
        }
        return values.isEmpty() ? unsaid : values.getFirst().equals("true");
    }
}
