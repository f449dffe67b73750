package io.taskforge.api.submission;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.api.callback.CallbackTemplate;
import io.taskforge.api.failure.Violation;
import io.taskforge.model.job.JobId;
import java.util.Map;

/** What a request must keep to beyond what a JSON Schema can say. */
final class RequestRules {

    /** What {@code $} takes for one. */
    private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

    private RequestRules() {}

    static void check(JsonNode request, RequestViolations violations) {
        refuseNul(request, "", violations);
        title(request.path("title"), violations);
        spec(request.path("spec"), violations);
        key(request.path("idempotency_key"), violations);
        lineEnds(request, violations);
        counts(request.path("options"), violations);
        baseJob(request.path("base_job_id"), violations);
    }

    /** @param url as it was sent, and not excerpted: this is the only check of a template */
    static void callbackUrl(JsonNode url, RequestViolations violations) {
        if (url.isTextual()) {
            CallbackTemplate.violation(url.textValue()).ifPresent(violations::add);
        }
    }

    private static void title(JsonNode title, RequestViolations violations) {
        if (!title.isTextual() || title.textValue().isEmpty()) {
            return;
        }
        String trimmed = title.textValue().strip();
        if (trimmed.isEmpty()) {
            violations.add("/title", Violation.Code.BLANK, "must not be blank");
        } else if (trimmed.chars().anyMatch(Character::isISOControl)) {
            violations.add("/title", Violation.Code.BAD_FORMAT, "must not contain control characters or line ends");
        }
    }

    private static void spec(JsonNode spec, RequestViolations violations) {
        if (spec.isTextual() && !spec.textValue().isEmpty() && spec.textValue().isBlank()) {
            violations.add("/spec", Violation.Code.BLANK, "must not be blank");
        }
    }

    private static void key(JsonNode key, RequestViolations violations) {
        if (key.isTextual() && !key.textValue().chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            violations.add("/idempotency_key", Violation.Code.BAD_FORMAT, RequestViolations.KEY_FORM);
        }
    }

    /** A regular expression's {@code $} also matches before a last line end, so that the schema's patterns let it pass. */
    private static void lineEnds(JsonNode request, RequestViolations violations) {
        if (endsALine(request.path("options").path("language").asText())) {
            violations.add("/options/language", Violation.Code.BAD_FORMAT, RequestViolations.LANGUAGE_FORM);
        }
        request.path("metadata").fieldNames().forEachRemaining(name -> {
            if (endsALine(name)) {
                violations.add("/metadata", Violation.Code.BAD_FORMAT, RequestViolations.NAME_FORM);
            }
        });
    }

    private static boolean endsALine(String text) {
        return !text.isEmpty() && LINE_ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static void counts(JsonNode options, RequestViolations violations) {
        JsonNode target = options.path("ticket_count");
        JsonNode limit = options.path("max_ticket_count");
        if (target.isNumber() && limit.isNumber() && target.doubleValue() > limit.doubleValue()) {
            violations.add(
                    "/options/ticket_count",
                    Violation.Code.INCONSISTENT,
                    "must not be greater than options.max_ticket_count");
        }
    }

    /** Of its form; whether there is such a job is asked of the database, last. */
    private static void baseJob(JsonNode id, RequestViolations violations) {
        if (id.isTextual() && JobId.parse(id.textValue()).isEmpty()) {
            violations.add("/base_job_id", Violation.Code.BAD_FORMAT, RequestViolations.JOB_ID_FORM);
        }
    }

    /** PostgreSQL stores no U+0000, and nobody means one. */
    private static void refuseNul(JsonNode node, String pointer, RequestViolations violations) {
        if (node.isTextual() && node.textValue().indexOf('\0') >= 0) {
            violations.overrule(pointer, Violation.Code.BAD_FORMAT, "must not contain U+0000");
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                refuseNul(member.getValue(), RequestViolations.pointer(pointer, member.getKey()), violations);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseNul(node.get(i), pointer + "/" + i, violations);
            }
        }
    }
}
