package io.taskforge.api.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import io.taskforge.api.failure.Violation;
import io.taskforge.api.failure.Violation.Code;
import io.taskforge.model.schema.TicketSchemas;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The violations of one request, one for each place, in the contract's words. What was sent is never repeated. */
final class RequestViolations {

    static final String KEY_FORM = "must be printable ASCII without spaces";
    static final String LANGUAGE_FORM = "must be a BCP 47 language tag, such as en or pt-BR";
    static final String JOB_ID_FORM = "must be a job's id";
    static final String NAME_FORM = "names must have 1 to 64 characters, of letters, digits, '_', '.' and '-'";

    private static final int NAME_SHOWN_AT_MOST = 64;

    /** Of a request, as published. */
    static final JsonNode SCHEMA = TicketSchemas.json(TicketSchemas.Name.INPUT);

    /** What a pattern or format means, by the member it guards. */
    private static final Map<String, String> FORMS =
            Map.of("idempotency_key", KEY_FORM, "language", LANGUAGE_FORM, "base_job_id", JOB_ID_FORM);

    private final Map<String, Violation> byPointer = new TreeMap<>();

    /** Keeps the first of a place: an empty text is missing, and also does not match its pattern. */
    void add(String pointer, Code code, String detail) {
        add(new Violation(pointer, code, detail));
    }

    void add(Violation violation) {
        byPointer.merge(violation.pointer(), violation, RequestViolations::stronger);
    }

    void overrule(String pointer, Code code, String detail) {
        byPointer.put(pointer, new Violation(pointer, code, detail));
    }

    void add(ValidationMessage message) {
        String pointer = pointer(message.getInstanceLocation());
        String keyword = message.getType();
        JsonNode rules = SCHEMA.at(parent(message.getSchemaLocation().getFragment()));
        switch (keyword) {
            case "required" -> add(pointer(pointer, message.getProperty()), Code.REQUIRED, "is required");
            case "additionalProperties" ->
                add(pointer(pointer, message.getProperty()), Code.UNKNOWN_FIELD, "is not a known member");
            case "type" -> add(pointer, Code.WRONG_TYPE, "must be " + types(rules.path("type")));
            case "const" ->
                add(pointer, Code.NOT_ALLOWED, "must be " + rules.path("const").asText());
            case "enum" -> add(pointer, Code.NOT_ALLOWED, "must be one of " + list(rules.path("enum")));
            case "minLength" -> add(pointer, Code.REQUIRED, "must not be empty");
            case "maxLength" ->
                add(pointer, Code.TOO_LONG, "must have at most " + rules.path("maxLength") + " characters");
            case "minimum", "maximum" -> add(pointer, Code.OUT_OF_RANGE, range(rules));
            case "maxItems" -> add(pointer, Code.TOO_LONG, "must have at most " + rules.path("maxItems") + " entries");
            case "maxProperties" ->
                add(pointer, Code.TOO_LONG, "must have at most " + rules.path("maxProperties") + " members");
            case "uniqueItems" -> add(pointer, Code.NOT_ALLOWED, "must not have an entry twice");
            case "propertyNames" -> add(pointer, Code.BAD_FORMAT, NAME_FORM);
            case "pattern" -> pattern(pointer, rules);
            default -> add(pointer, Code.BAD_FORMAT, form(pointer));
        }
    }

    List<Violation> all() {
        return List.copyOf(byPointer.values());
    }

    static String pointer(String parent, String member) {
        String shown =
                member.length() <= NAME_SHOWN_AT_MOST ? member : member.substring(0, NAME_SHOWN_AT_MOST - 1) + "…";
        return parent + "/" + shown.replace("~", "~0").replace("/", "~1");
    }

    private static String pointer(JsonNodePath path) {
        String pointer = "";
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer = pointer(pointer, String.valueOf(path.getElement(i)));
        }
        return pointer;
    }

    /** The schema that a keyword stands in. */
    private static String parent(JsonNodePath keyword) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < keyword.getNameCount() - 1; i++) {
            pointer.append('/')
                    .append(String.valueOf(keyword.getElement(i))
                            .replace("~", "~0")
                            .replace("/", "~1"));
        }
        return pointer.toString();
    }

    private void pattern(String pointer, JsonNode rules) {
        if (rules.path("pattern").asText().equals("\\S")) {
            add(pointer, Code.BLANK, "must not be blank");
        } else {
            add(pointer, Code.BAD_FORMAT, form(pointer));
        }
    }

    private static String form(String pointer) {
        return FORMS.getOrDefault(pointer.substring(pointer.lastIndexOf('/') + 1), "does not have the expected form");
    }

    private static Violation stronger(Violation first, Violation second) {
        return first.code().compareTo(second.code()) <= 0 ? first : second;
    }

    private static String types(JsonNode type) {
        if (!type.isArray()) {
            return named(type.asText());
        }
        StringJoiner names = new StringJoiner(" or ");
        type.forEach(each -> names.add(named(each.asText())));
        return names.toString();
    }

    private static String named(String type) {
        return switch (type) {
            case "null", "boolean" -> type.equals("null") ? "null" : "true or false";
            case "integer" -> "an integer";
            case "array", "object" -> "an " + type;
            default -> "a " + type;
        };
    }

    private static String range(JsonNode rules) {
        return "must be between " + rules.path("minimum") + " and " + rules.path("maximum");
    }

    private static String list(JsonNode values) {
        StringJoiner names = new StringJoiner(", ");
        values.forEach(each -> names.add(each.asText()));
        return names.toString();
    }
}
