package io.taskforge.api.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import io.taskforge.api.limit.LimitsConfig;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobInput;
import io.taskforge.model.job.NewJob;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes a job of a document, or says at once what is wrong with it: all of it, as long as somebody could read it. */
@ApplicationScoped
class RequestCheck {

    private static final String KEY = "idempotency_key";
    private static final String CALLBACK = "callback_url";
    private static final String VERSION = "schema_version";
    private static final String MODEL = "/options/model";
    private static final String BASE_JOB = "base_job_id";

    /** Violations in one answer: more help nobody, and a body of a megabyte can have a hundred thousand. */
    private static final int SHOWN_AT_MOST = 100;

    private final TicketSchemas schemas;
    private final ObjectMapper json;
    private final List<String> models;
    private final LimitsConfig limits;

    /** @param models on offer; a client's terms may let it name fewer */
    RequestCheck(
            TicketSchemas schemas,
            ObjectMapper json,
            @ConfigProperty(name = "taskforge.models") List<String> models,
            LimitsConfig limits) {
        this.schemas = schemas;
        this.json = json;
        this.models = models.stream().map(String::strip).toList();
        this.limits = limits;
    }

    /** @throws RequestFailure with every violation, or with the first hundred and how many there are */
    NewJob newJob(CallingClient client, JsonNode document, IdempotencyKeyHeader headerKey) {
        JsonNode request = withKey(document, headerKey);
        refuseOtherVersion(request);
        var violations = new RequestViolations();
        readable(headerKey, violations);
        sameKey(document, headerKey, violations);
        RequestExcerpt excerpt = RequestExcerpt.of(request);
        schemas.violations(TicketSchemas.Name.INPUT, excerpt.json()).forEach(violations::add);
        RequestRules.check(excerpt.json(), violations);
        RequestRules.callbackUrl(request.path(CALLBACK), violations);
        List<String> nameable = client.terms().nameable(models);
        model(excerpt.json().path("options").path("model"), nameable, violations);
        List<Violation> found = violations.all();
        if (!found.isEmpty()) {
            throw invalid(found, excerpt.leftOut(), nameable);
        }
        return new NewJob(
                client.id(),
                request.get(KEY).textValue(),
                Fingerprint.of(request),
                new TicketSpec(
                        request.get("title").textValue().strip(),
                        lineEndsNormalised(request.get("spec").textValue()),
                        options(request.path("options"))),
                metadata(request.path("metadata")),
                request.path(CALLBACK).textValue(),
                client.terms().jobLimits(limits.activeJobs()),
                Optional.ofNullable(request.path(BASE_JOB).textValue()).flatMap(JobId::parse),
                Optional.empty());
    }

    /** @param document a valid one */
    static boolean validatesOnly(JsonNode document) {
        return document.path("validate_only").booleanValue();
    }

    /**
     * The key of a request that has no other member; held to the same rules as any.
     *
     * @throws RequestFailure {@code validation_failed}
     */
    String key(IdempotencyKeyHeader headerKey) {
        JsonNode request = withKey(JsonNodeFactory.instance.objectNode(), headerKey);
        var violations = new RequestViolations();
        readable(headerKey, violations);
        schemas.violations(TicketSchemas.Name.INPUT, request).forEach(violations::add);
        RequestRules.check(request, violations);
        List<Violation> found = violations.all().stream()
                .filter(each -> each.pointer().equals("/" + KEY))
                .toList();
        if (!found.isEmpty()) {
            throw invalid(found, 0, List.of());
        }
        return request.get(KEY).textValue();
    }

    private static void readable(IdempotencyKeyHeader headerKey, RequestViolations violations) {
        if (headerKey instanceof IdempotencyKeyHeader.Unreadable) {
            violations.add(
                    "/" + KEY,
                    Violation.Code.BAD_FORMAT,
                    "the Idempotency-Key header must be given once, as a token or a quoted string");
        }
    }

    /** @throws RequestFailure {@code unknown_field} or {@code validation_failed} for a document that is not {@code {}} */
    static void refuseMembers(JsonNode document) {
        if (!document.isObject()) {
            throw RequestFailure.invalid(
                    FailureCode.VALIDATION_FAILED,
                    List.of(new Violation("", Violation.Code.WRONG_TYPE, "must be an object")));
        }
        var violations = new RequestViolations();
        document.fieldNames()
                .forEachRemaining(name -> violations.add(
                        RequestViolations.pointer("", name), Violation.Code.UNKNOWN_FIELD, "is not a known member"));
        List<Violation> found = violations.all();
        if (!found.isEmpty()) {
            throw RequestFailure.invalid(
                    FailureCode.UNKNOWN_FIELD,
                    found.stream().limit(SHOWN_AT_MOST).toList());
        }
    }

    /**
     * A job once more, as it was asked for. What the client may ask for can have changed since: this is the place to check that again.
     *
     * @throws RequestFailure {@code model_not_allowed}
     */
    NewJob jobAgain(CallingClient client, JobInput input, TicketSpec spec, String key, byte[] fingerprint) {
        Job repeated = input.job();
        var violations = new RequestViolations();
        List<String> nameable = client.terms().nameable(models);
        model(json.valueToTree(spec.options()).path("model"), nameable, violations);
        List<Violation> found = violations.all();
        if (!found.isEmpty()) {
            throw invalid(found, 0, nameable);
        }
        String callbackUrl =
                repeated.callback() == null ? null : repeated.callback().url();
        return new NewJob(
                client.id(),
                key,
                fingerprint,
                spec,
                repeated.metadata(),
                callbackUrl,
                client.terms().jobLimits(limits.activeJobs()),
                input.base(),
                Optional.empty());
    }

    private static void model(JsonNode model, List<String> nameable, RequestViolations violations) {
        if (model.isTextual() && !nameable.contains(model.textValue())) {
            violations.add(
                    MODEL,
                    Violation.Code.NOT_ALLOWED,
                    nameable.isEmpty()
                            ? "must be left out"
                            : "must be left out or one of " + String.join(", ", nameable));
        }
    }

    private static RequestFailure invalid(List<Violation> found, int more, List<String> nameable) {
        boolean onlyUnknown = found.stream().allMatch(each -> each.code() == Violation.Code.UNKNOWN_FIELD);
        FailureCode code = onlyUnknown ? FailureCode.UNKNOWN_FIELD : FailureCode.VALIDATION_FAILED;
        int all = found.size() + more;
        Violation first = found.getFirst();
        boolean notAllowed = all == 1 && first.code() == Violation.Code.NOT_ALLOWED;
        if (notAllowed && first.pointer().equals(MODEL)) {
            return RequestFailure.invalid(
                    FailureCode.MODEL_NOT_ALLOWED,
                    nameable.isEmpty()
                            ? "The model in options.model is not offered here; leave it out."
                            : "The model in options.model is not offered here; leave it out, or name one of: "
                                    + String.join(", ", nameable) + ".",
                    found);
        }
        if (all == 1 && first.pointer().equals("/" + KEY) && first.code() == Violation.Code.INCONSISTENT) {
            return RequestFailure.invalid(
                    FailureCode.IDEMPOTENCY_KEY_MISMATCH,
                    "The Idempotency-Key header and idempotency_key differ; send one of them, or the same in both.",
                    found);
        }
        if (all <= SHOWN_AT_MOST) {
            return RequestFailure.invalid(code, found);
        }
        // What is missing or too long before what is merely unknown: a flood of those must not hide the rest.
        List<Violation> shown = found.stream()
                .sorted(Comparator.comparing(Violation::code))
                .limit(SHOWN_AT_MOST)
                .toList();
        return RequestFailure.invalid(
                code, "%d fields are not valid; %d of %1$d shown.".formatted(all, shown.size()), shown);
    }

    /** A key from the header is merged before validation, so that both ways are held to the same rules. */
    private static JsonNode withKey(JsonNode document, IdempotencyKeyHeader header) {
        if (!(header instanceof IdempotencyKeyHeader.Key inHeader) || !(document instanceof ObjectNode request)) {
            return document;
        }
        return request.hasNonNull(KEY) ? request : request.deepCopy().put(KEY, inHeader.value());
    }

    private static void sameKey(JsonNode document, IdempotencyKeyHeader header, RequestViolations violations) {
        JsonNode inBody = document.path(KEY);
        if (header instanceof IdempotencyKeyHeader.Key inHeader
                && inBody.isTextual()
                && !inBody.textValue().equals(inHeader.value())) {
            violations.overrule(
                    "/" + KEY, Violation.Code.INCONSISTENT, "must be the same as in the Idempotency-Key header");
        }
    }

    /** Alone, because no other rule is known to hold for a version that is not. */
    private static void refuseOtherVersion(JsonNode request) {
        JsonNode version = request.path(VERSION);
        String supported = TicketSchemas.Name.INPUT.version();
        if (version.isTextual() && !version.textValue().equals(supported)) {
            throw RequestFailure.invalid(
                    FailureCode.UNSUPPORTED_SCHEMA_VERSION,
                    List.of(new Violation("/" + VERSION, Violation.Code.NOT_ALLOWED, "must be one of: " + supported)));
        }
    }

    private static String lineEndsNormalised(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private GenerationOptions options(JsonNode options) {
        try {
            return options.isMissingNode()
                    ? GenerationOptions.DEFAULTS
                    : json.treeToValue(options, GenerationOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the input schema lets options pass that cannot be read", e);
        }
    }

    private static Map<String, String> metadata(JsonNode metadata) {
        Map<String, String> pairs = new HashMap<>();
        metadata.properties()
                .forEach(member -> pairs.put(member.getKey(), member.getValue().textValue()));
        return pairs;
    }
}
