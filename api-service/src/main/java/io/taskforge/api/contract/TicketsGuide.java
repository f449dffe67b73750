package io.taskforge.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.api.limit.LimitsConfig;
import io.taskforge.api.submission.InputLimits;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.RetentionPolicy;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.schema.TicketSchemas.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the page on the tickets API says, gathered from where it is decided: the OpenAPI document, the schemas, the failure codes, the
 * settings.
 *
 * @param members of a request, those of its options among them
 * @param limits of clients whose own terms do not say otherwise
 * @param kept how long what belongs to a job is kept
 */
record TicketsGuide(
        List<String> scopes,
        String request,
        String accepted,
        String result,
        String callbackHead,
        String callback,
        String verification,
        List<Endpoint> endpoints,
        int bodyLimit,
        int keyLimit,
        List<RequestMember> members,
        List<String> ticketRules,
        LimitsConfig limits,
        Kept kept,
        List<ErrorNotes.Note> errors) {

    /**
     * One operation of the API.
     *
     * @param scope that it needs; empty for none
     */
    record Endpoint(String method, String path, String scope, String summary) {}

    /** In words. */
    record Kept(String input, String result, String job) {

        private static Kept of(RetentionPolicy policy) {
            return new Kept(days(policy.input()), days(policy.result()), days(policy.job()));
        }

        private static String days(Duration duration) {
            return duration.equals(Duration.ofDays(duration.toDays()))
                    ? duration.toDays() + " days"
                    : duration.toHours() + " hours";
        }
    }

    private static final ObjectWriter READABLE = new JsonMapper()
            .writer(new DefaultPrettyPrinter()
                    .withSeparators(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER)));

    private static final Set<String> TAGS = Set.of("jobs", "contract", "tokens");
    private static final String DOCUMENTS = "documents";

    static TicketsGuide of(ObjectNode openapi, LimitsConfig limits, RetentionPolicy retention) {
        JsonNode examples = openapi.at("/components/examples");
        return new TicketsGuide(
                Arrays.stream(Scope.values()).map(Scope::wireName).toList(),
                text(examples, "SubmitRequest"),
                text(examples, "queued"),
                text(examples, "Result"),
                callbackHead(openapi),
                text(examples, "CallbackCompleted"),
                ContractFile.text("/contract/verify.py").strip(),
                endpoints(openapi, TAGS),
                InputLimits.byName().get("body_bytes_max"),
                InputLimits.byName().get("idempotency_key_max"),
                RequestMember.all(TicketSchemas.json(Name.INPUT)),
                ticketRules(TicketSchemas.json(Name.RESULT).path("$defs")),
                limits,
                Kept.of(retention),
                ErrorNotes.all());
    }

    /** What everyone may have. */
    static List<Endpoint> documents(ObjectNode openapi) {
        return endpoints(openapi, Set.of(DOCUMENTS)).stream()
                .filter(document -> !document.path().equals(DocsResource.STYLE))
                .toList();
    }

    /** An example from the document, as people read JSON. */
    static String text(JsonNode examples, String name) {
        try {
            return READABLE.writeValueAsString(examples.path(name).required("value"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example is always JSON", e);
        }
    }

    private static String callbackHead(ObjectNode openapi) {
        StringBuilder head = new StringBuilder("POST /llm/jobs/019e4fae-f96a-78b2-be03-8633c38ea640/callback\n");
        head.append("content-type: application/json");
        openapi.at("/paths/~1tickets~1v1~1jobs/post/callbacks/jobEnded")
                .path("{$request.body#/callback_url}")
                .at("/post/parameters")
                .forEach(header -> head.append('\n')
                        .append(header.path("name").asText())
                        .append(": ")
                        .append(header.path("example").asText()));
        return head.toString();
    }

    private static List<Endpoint> endpoints(ObjectNode openapi, Set<String> tags) {
        List<Endpoint> endpoints = new ArrayList<>();
        openapi.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation ->
                        tags.contains(operation.getValue().at("/tags/0").asText()))
                .map(operation -> new Endpoint(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        operation.getValue().at("/security/0/bearerApiKey/0").asText(),
                        operation.getValue().path("summary").asText()))
                .forEach(endpoints::add));
        return List.copyOf(endpoints);
    }

    private static List<String> ticketRules(JsonNode definitions) {
        JsonNode ticket = definitions.at("/Ticket/properties");
        return List.of(
                "external_id is unique in the result and matches SPEC-<number>.",
                "ticket_type is one of: " + RequestMember.words(ticket.path("ticket_type")) + ".",
                "acceptance_criteria contains "
                        + range(ticket.path("acceptance_criteria"), "minItems", "maxItems")
                        + " non-empty strings.",
                "dependencies, parent_external_id and related ids name tickets in the same result; dependencies form no circle.",
                "story_points is " + range(ticket.path("story_points"), "minimum", "maximum")
                        + ", or null; priority is one of: " + RequestMember.words(ticket.path("priority"))
                        + "; or null.");
    }

    private static String range(JsonNode rule, String from, String to) {
        return rule.required(from).asText() + " to " + rule.required(to).asText();
    }
}
