package io.taskforge.api.submission;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.SubmitJobResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class EstimateTest {

    /** Of 8,192 tokens half; four code points each. */
    private static final int FITTING = 4_096 * 4;

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;
    private String key;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
        key = UUID.randomUUID().toString();
        jobs.count("with gone as (delete from job returning 1) select count(*) from gone");
    }

    private Answer checked(Map<String, Object> members) {
        return http.submit(client, onlyChecked(members));
    }

    private String onlyChecked(Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("validate_only", true);
        return http.request(key, all);
    }

    private static List<String> warnings(Answer answer) {
        return StreamSupport.stream(answer.body().path("warnings").spliterator(), false)
                .map(each -> each.path("code").asText())
                .toList();
    }

    private long stored() {
        return jobs.count(
                "select count(*) from job where client_id = $1", client.id().value());
    }

    @Test
    void a_valid_request_is_estimated_with_every_default_filled_in() {
        Answer answer = checked(Map.of());

        assertEquals(200, answer.status(), answer.response()::body);
        JsonNode estimate = answer.body();
        assertEquals("tickets.estimate.v1", estimate.path("schema_version").asText());
        assertEquals(8, estimate.path("prompt_tokens_estimate").asInt());
        assertTrue(estimate.path("fits_context").asBoolean());
        assertEquals(390_000, estimate.path("estimated_duration_ms").asInt());
        assertTrue(estimate.path("warnings").isArray());
        JsonNode options = estimate.path("effective_options");
        assertEquals(20, options.path("max_ticket_count").asInt());
        assertTrue(options.path("include_epics").asBoolean());
        assertEquals("explicit", options.path("dependency_mode").asText());
        assertEquals("standard", options.path("output_detail").asText());
        assertEquals("refs", options.path("traceability").asText());
        assertEquals("qwen3:1.7b", options.path("model").asText());
        assertEquals(1_500, options.path("budget").path("max_duration_seconds").asInt());
        assertEquals(3, options.path("budget").path("max_attempts").asInt());
        assertFalse(options.has("ticket_count"), "the specification decides");
        for (String header : List.of("Location", "Retry-After", "Idempotent-Replayed")) {
            assertTrue(answer.header(header).isEmpty(), header);
        }
        assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
    }

    @Test
    void what_the_client_chose_is_not_overruled_by_a_default() {
        Answer answer = checked(Map.of(
                "options",
                Map.of(
                        "ticket_count",
                        4,
                        "include_epics",
                        false,
                        "output_detail",
                        "brief",
                        "seed",
                        0,
                        "budget",
                        Map.of("max_attempts", 1, "max_output_tokens", 300))));

        JsonNode options = answer.body().path("effective_options");
        assertEquals(4, options.path("ticket_count").asInt());
        assertEquals(8, options.path("max_ticket_count").asInt(), "twice the target");
        assertFalse(options.path("include_epics").asBoolean(true));
        assertEquals("brief", options.path("output_detail").asText());
        assertEquals(0, options.path("seed").asInt(-1));
        assertEquals(1, options.path("budget").path("max_attempts").asInt());
        assertEquals(300, options.path("budget").path("max_output_tokens").asInt());
        assertEquals(1_500, options.path("budget").path("max_duration_seconds").asInt());
    }

    @Test
    void nothing_is_stored_and_the_key_stays_free_over_both_doors() {
        checked(Map.of());
        rpc.as(client).submitJob(Rpc.request(key).setValidateOnly(true).build());
        http.ask("/v1/task-generation/jobs")
                .as(client)
                .body(onlyChecked(Map.of()))
                .send();
        assertEquals(0, stored());

        Answer submitted = http.submit(client, http.request(key, Map.of("title", "Another")));

        assertEquals(202, submitted.status());
        assertEquals("false", submitted.header("Idempotent-Replayed").orElseThrow());
    }

    @Test
    void a_key_that_is_taken_is_neither_looked_up_nor_replayed() {
        http.submit(client, http.request(key, Map.of()));

        assertEquals(200, checked(Map.of()).status());
        assertEquals(200, checked(Map.of("title", "Another")).status());
        assertEquals(1, stored());
    }

    @Test
    void over_grpc_an_empty_answer_says_that_the_request_is_valid() {
        SubmitJobResponse answer =
                rpc.as(client).submitJob(Rpc.request(key).setValidateOnly(true).build());

        assertEquals(SubmitJobResponse.getDefaultInstance(), answer);
        assertFalse(answer.hasJob());
    }

    @Test
    void the_alias_estimates_too_and_names_the_canonical_door() {
        Answer answer = http.ask("/v1/task-generation/jobs")
                .as(client)
                .body(onlyChecked(Map.of()))
                .send();

        assertEquals("tickets.estimate.v1", answer.body().path("schema_version").asText());
        assertEquals(
                "</tickets/v1/jobs>; rel=\"canonical\"", answer.header("Link").orElseThrow());
    }

    @Test
    void a_request_is_held_to_the_same_rules_as_one_that_is_meant() {
        Answer answer = checked(Map.of("title", " ", "options", Map.of("model", "gpt-9"), "extra", 1));

        assertEquals(400, answer.status());
        assertEquals("validation_failed", answer.code());
        assertEquals(3, answer.body().path("errors").size());
        assertEquals(
                "model_not_allowed",
                checked(Map.of("options", Map.of("model", "gpt-9"))).code());
        var overGrpc = Rpc.failure(() ->
                rpc.as(client).submitJob(Rpc.request("").setValidateOnly(true).build()));
        assertEquals(Status.Code.INVALID_ARGUMENT, overGrpc.code());
        assertEquals(
                400,
                http.submit(client, http.request(key, Map.of("validate_only", "true")))
                        .status());
    }

    @Test
    void the_key_is_required_also_to_be_checked_only() {
        Answer answer = checked(Map.of("idempotency_key", TicketsClient.REMOVED));

        assertEquals(
                "/idempotency_key",
                answer.body().path("errors").get(0).path("pointer").asText());
    }

    @Test
    void a_check_needs_the_scope_of_a_submission() {
        ClientWithKey readOnly = clients.keyOf(client.id(), Scope.TICKETS_READ);

        assertEquals(
                403,
                http.ask(JOBS).as(readOnly).body(onlyChecked(Map.of())).send().status());
    }

    @Test
    void the_duration_is_the_median_of_what_jobs_of_that_model_took() {
        for (int seconds : List.of(10, 30, 600)) {
            String job = jobs.in(JobStatus.COMPLETED, client.id());
            jobs.change(job, "started_at = finished_at - interval '" + seconds + " s'");
        }

        assertEquals(
                30_000, checked(Map.of()).body().path("estimated_duration_ms").asInt());
        assertEquals(
                30_000,
                checked(Map.of("options", Map.of("model", "qwen3:1.7b")))
                        .body()
                        .path("estimated_duration_ms")
                        .asInt());
    }

    @Test
    void a_specification_fits_up_to_half_of_the_window() {
        String title = "abcd";
        Answer fitting = checked(Map.of("title", title, "spec", "x".repeat(FITTING - 4)));
        assertEquals(4_096, fitting.body().path("prompt_tokens_estimate").asInt());
        assertTrue(fitting.body().path("fits_context").asBoolean());
        assertFalse(warnings(fitting).contains("spec_longer_than_context"));

        Answer longer = checked(Map.of("title", title, "spec", "x".repeat(FITTING - 3)));
        assertFalse(longer.body().path("fits_context").asBoolean(true));
        assertTrue(warnings(longer).contains("spec_longer_than_context"));
    }

    @Test
    void more_tickets_than_statements_and_prose_without_requirements_are_warned_of() {
        assertEquals(List.of(), warnings(checked(Map.of("options", Map.of("ticket_count", 1)))));
        assertEquals(List.of("ticket_count_high"), warnings(checked(Map.of("options", Map.of("ticket_count", 2)))));
        assertEquals(List.of("no_requirements_likely"), warnings(checked(Map.of("spec", "Our team met on Tuesday."))));
    }

    @Test
    void a_warning_says_in_words_what_it_means() {
        JsonNode warning = checked(Map.of("spec", "Our team met on Tuesday."))
                .body()
                .path("warnings")
                .get(0);

        assertFalse(warning.path("message").asText().isBlank());
        assertFalse(warning.path("message").asText().contains("Tuesday"));
    }
}
