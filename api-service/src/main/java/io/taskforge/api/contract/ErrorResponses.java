package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.api.failure.DocumentedFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes into an OpenAPI document what each operation may fail with, in place of the codes that its {@code x-errors} names. */
final class ErrorResponses {

    /** What every request can meet. */
    private static final List<String> ALWAYS =
            List.of("malformed_request_target", "bad_request", "not_acceptable", "internal_error");

    private static final String RATE_LIMITED = "rate_limited";

    /** What every request can meet that needs an API key. */
    private static final List<String> WITH_KEY = List.of(
            "missing_credentials",
            "invalid_credentials",
            "insufficient_scope",
            "client_disabled",
            RATE_LIMITED,
            "service_unavailable");

    private static final String CODES = "x-errors";
    private static final String HEADERS = "x-error-headers";
    private static final List<String> RATE_LIMIT_HEADERS = List.of("RateLimit", "RateLimit-Policy");

    /** Nobody is known yet who could have a limit. */
    private static final List<String> BEFORE_AUTHENTICATION =
            List.of("malformed_request_target", "missing_credentials", "invalid_credentials");

    private final ObjectNode document;
    private final Map<String, ErrorNotes.Note> notes = new LinkedHashMap<>();

    private ErrorResponses(ObjectNode document) {
        this.document = document;
        ErrorNotes.all().forEach(note -> notes.put(note.failure().code(), note));
    }

    static void writeInto(ObjectNode document) {
        new ErrorResponses(document).write();
    }

    private void write() {
        ObjectNode examples = document.withObject("/components/examples");
        notes.values().forEach(note -> {
            if (examples.has(note.failure().code())) {
                throw new IllegalStateException(
                        "two examples are called " + note.failure().code());
            }
            ObjectNode example = examples.putObject(note.failure().code());
            example.put("summary", note.failure().title());
            example.set("value", problem(note));
        });
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has(CODES)) {
                        describe((ObjectNode) operation);
                    }
                }));
        document.at("/components/responses")
                .properties()
                .forEach(
                        response -> response.setValue(response(words((ObjectNode) response.getValue(), CODES), false)));
    }

    private ObjectNode problem(ErrorNotes.Note note) {
        DocumentedFailure failure = note.failure();
        ObjectNode problem = document.objectNode();
        problem.put("type", failure.type())
                .put("title", failure.title())
                .put("status", failure.status())
                .put("detail", note.detail())
                .put("instance", "/tickets/v1/jobs")
                .put("code", failure.code())
                .put("retryable", failure.retryable())
                .put("request_id", "019e4fae-f960-7c11-9d0e-0f6a2b5b7c11");
        if (!note.errors().isMissingNode()) {
            problem.set("errors", note.errors());
        }
        if (!note.job().isEmpty()) {
            JsonNode job = document.path("components")
                    .path("examples")
                    .path(note.job())
                    .required("value");
            problem.set("instance", job.required("status_url"));
            problem.set("job", job);
        }
        return problem;
    }

    private void describe(ObjectNode operation) {
        List<String> codes = words(operation, CODES);
        codes.addAll(ALWAYS);
        if (needsScope(operation)) {
            codes.addAll(WITH_KEY);
        }
        boolean limited = codes.contains(RATE_LIMITED);
        List<String> headers = words(operation, HEADERS);
        Map<Integer, List<String>> byStatus = codes.stream()
                .distinct()
                .collect(Collectors.groupingBy(code -> failure(code).status(), TreeMap::new, Collectors.toList()));
        ObjectNode responses = operation.withObject("/responses");
        byStatus.forEach((status, ofStatus) -> {
            ObjectNode response = response(ofStatus, limited);
            headers.forEach(name -> refer(response.withObject("/headers"), name));
            JsonNode own = responses.path(status.toString());
            responses.set(status.toString(), own instanceof ObjectNode other ? joined(other, response) : response);
        });
    }

    private static boolean needsScope(ObjectNode operation) {
        return operation.at("/security/0/bearerApiKey/0").isTextual();
    }

    /** A status for which the operation has an answer of its own, in another media type, besides problems. */
    private static ObjectNode joined(ObjectNode own, ObjectNode problems) {
        own.withObject("/headers").setAll((ObjectNode) problems.path("headers"));
        own.withObject("/content").setAll((ObjectNode) problems.path("content"));
        return own;
    }

    /** Takes out what only the template knows. */
    private static List<String> words(ObjectNode described, String member) {
        List<String> words = new ArrayList<>();
        JsonNode taken = described.remove(member);
        if (taken != null) {
            taken.forEach(word -> words.add(word.textValue()));
        }
        return words;
    }

    private DocumentedFailure failure(String code) {
        ErrorNotes.Note note = notes.get(code);
        if (note == null) {
            throw new IllegalStateException("openapi.yaml names an error that does not exist: " + code);
        }
        return note.failure();
    }

    /** @param codes of one status */
    private ObjectNode response(List<String> codes, boolean limited) {
        ObjectNode response = document.objectNode();
        response.put(
                "description", codes.stream().map(code -> failure(code).title()).collect(Collectors.joining(" ")));
        headers(response.putObject("headers"), codes, limited);
        ObjectNode problem = response.withObject("/content").putObject("application/problem+json");
        problem.putObject("schema").put("$ref", "#/components/schemas/Problem");
        ObjectNode examples = problem.putObject("examples");
        codes.forEach(code -> examples.putObject(code).put("$ref", "#/components/examples/" + code));
        return response;
    }

    private void headers(ObjectNode headers, List<String> codes, boolean limited) {
        refer(headers, "X-Request-Id");
        codes.stream()
                .flatMap(code -> failure(code).header().stream())
                .distinct()
                .forEach(name -> refer(headers, name));
        if (limited && !BEFORE_AUTHENTICATION.containsAll(codes)) {
            RATE_LIMIT_HEADERS.forEach(name -> refer(headers, name));
        }
    }

    private static void refer(ObjectNode headers, String name) {
        headers.putObject(name).put("$ref", "#/components/headers/" + name);
    }
}
