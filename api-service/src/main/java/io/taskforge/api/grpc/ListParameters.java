package io.taskforge.api.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import io.taskforge.tickets.v1.ListJobsRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request for a list over gRPC as the query that the same request is over REST, so that one check and one page token hold for both.
 * A field that is not set is a parameter that is not there.
 */
final class ListParameters {

    private ListParameters() {}

    static Map<String, List<String>> of(ListJobsRequest request) {
        Map<String, List<String>> parameters = new HashMap<>();
        request.getAllFields().forEach((field, value) -> parameters.put(field.getName(), texts(field, value)));
        request.getUnknownFields().asMap().keySet().forEach(number -> parameters.put("field_" + number, List.of("")));
        return parameters;
    }

    private static List<String> texts(FieldDescriptor field, Object value) {
        return field.isRepeated()
                ? ((List<?>) value).stream().map(ListParameters::text).toList()
                : List.of(text(value));
    }

    private static String text(Object value) {
        return value instanceof Timestamp moment ? text(moment) : value.toString();
    }

    /** What is no moment becomes a text that is none. */
    private static String text(Timestamp moment) {
        try {
            boolean valid = moment.getNanos() >= 0 && moment.getNanos() < 1_000_000_000;
            return valid
                    ? Instant.ofEpochSecond(moment.getSeconds(), moment.getNanos())
                            .toString()
                    : "";
        } catch (DateTimeException e) {
            return "";
        }
    }
}
