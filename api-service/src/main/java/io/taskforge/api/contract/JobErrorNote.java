package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be said about a job that ended without a result, from {@code job-errors.yaml}.
 *
 * @param code of the job's error
 * @param retryable whether the same job may complete when it is run again
 * @param meaning what happened; HTML of our own
 * @param remedy what to do; HTML of our own
 */
public record JobErrorNote(String code, boolean retryable, String meaning, String remedy) {

    /** Where all of them can be read. */
    public static final String PAGE = "/docs/errors#job-errors";

    private static final List<JobErrorNote> ALL = ContractFile.yaml("job-errors.yaml").properties().stream()
            .map(JobErrorNote::of)
            .toList();

    /** In the order in which they are shown. */
    public static List<JobErrorNote> all() {
        return ALL;
    }

    /** Empty for a code of another version. */
    public static Optional<JobErrorNote> of(String code) {
        return ALL.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    private static JobErrorNote of(Map.Entry<String, JsonNode> note) {
        return new JobErrorNote(
                note.getKey(),
                note.getValue().required("retryable").booleanValue(),
                note.getValue().required("meaning").textValue(),
                note.getValue().required("remedy").textValue());
    }
}
