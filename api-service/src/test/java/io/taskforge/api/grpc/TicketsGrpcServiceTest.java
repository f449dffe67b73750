package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Rpc.Failure;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.tickets.v1.CancelJobRequest;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetResultRequest;
import io.taskforge.tickets.v1.GetSchemaRequest;
import io.taskforge.tickets.v1.GetSchemaResponse;
import io.taskforge.tickets.v1.Job;
import io.taskforge.tickets.v1.SubmitJobResponse;
import io.taskforge.tickets.v1.Ticket;
import io.taskforge.tickets.v1.TicketsResult;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class TicketsGrpcServiceTest {

    @Inject
    Rpc rpc;

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void aClient() {
        client = clients.withEveryScope();
    }

    private static final String RESULT = """
            {"schema_version": "tickets.result.v1", "job_id": "019e4fae-f96a-78b2-be03-8633c38ea640",
             "source": {"title": "Ledger", "summary": "é😀", "spec_sha256": "ab", "line_count": 3},
             "tickets": [{"external_id": "SPEC-1", "ticket_type": "story", "title": "Balance", "description": "It balances.",
               "acceptance_criteria": ["sum is 0"], "labels": ["ledger"], "dependencies": [], "story_points": 3, "priority": null,
               "parent_external_id": null, "metadata": {"component": null, "confidence": 0.5},
               "source_refs": [{"requirement_id": "REQ-1", "start_line": 1, "end_line": 2}]}],
             "risks": [{"text": "late", "severity": "high", "related_external_ids": ["SPEC-1"]}], "open_questions": [],
             "generation": {"model": "rules", "duration_ms": 12, "prompt_tokens": null, "completion_tokens": null,
               "finish_reason": "stop", "provider": "rules", "seed": null, "queue_ms": 4, "model_calls": 0, "repair_rounds": 0,
               "partial": false, "engine": "rules", "engine_reason": null},
             "requirements": [], "coverage": {"requirement_count": 0, "covered_count": 0, "ratio": null, "uncovered": [],
               "orphan_tickets": []},
             "quality": [], "a_member_of_tomorrow": {"x": 1}}""";

    @Test
    void a_submitted_job_is_shown_as_rest_shows_it() {
        SubmitJobResponse accepted = rpc.as(client)
                .submitJob(Rpc.request("k").putMetadata("team", "a").build());
        Job job = accepted.getJob();
        JsonNode rest = http.status(client, job.getJobId()).body();

        assertFalse(accepted.getReplayed());
        assertEquals("tickets.job.v1", job.getSchemaVersion());
        assertEquals("queued", job.getStatus());
        assertFalse(job.getTerminal());
        assertEquals("Ledger", job.getTitle());
        assertEquals(Map.of("team", "a"), job.getMetadataMap());
        assertEquals(5, job.getPollAfter().getSeconds());
        assertEquals("waiting", job.getProgress().getPhase());
        assertEquals(rest.path("status_url").asText(), job.getStatusUrl());
        assertEquals(rest.path("result_url").asText(), job.getResultUrl());
        assertEquals(moment(rest.path("created_at")), job.getCreatedAt());
        assertEquals(moment(rest.path("expires_at")), job.getExpiresAt());
        assertFalse(job.hasFinishedAt());
        assertFalse(job.hasError());
    }

    private static Timestamp moment(JsonNode text) {
        var moment = OffsetDateTime.parse(text.asText()).toInstant();
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }

    @Test
    void a_job_is_shown_in_every_state() {
        for (JobStatus status : JobStatus.values()) {
            String id = jobs.in(status, client.id());
            Job job = rpc.as(client)
                    .getJob(GetJobRequest.newBuilder().setJobId(id).build());

            assertEquals(status.word(), job.getStatus());
            assertEquals(status.terminal(), job.getTerminal());
            assertEquals(!status.terminal(), job.hasPollAfter());
            assertEquals(http.status(client, id).body().has("error"), job.hasError(), status.word());
        }
    }

    @Test
    void a_failed_job_says_why() {
        String id = jobs.in(JobStatus.FAILED, client.id());
        Job job = rpc.as(client).getJob(GetJobRequest.newBuilder().setJobId(id).build());

        assertEquals("model_not_found", job.getError().getCode());
        assertEquals("There is no such model.", job.getError().getMessage());
        assertFalse(job.getError().getRetryable());
    }

    @Test
    void the_result_is_the_stored_one() {
        String id = jobs.completedWith(RESULT, client.id());
        TicketsResult result = rpc.as(client)
                .getResult(GetResultRequest.newBuilder().setJobId(id).build());
        Ticket ticket = result.getTickets(0);

        assertEquals("é😀", result.getSource().getSummary());
        assertEquals("SPEC-1", ticket.getExternalId());
        assertEquals(3, ticket.getStoryPoints());
        assertFalse(ticket.hasPriority());
        assertFalse(ticket.hasParentExternalId());
        assertEquals(0.5, ticket.getMetadata().getFieldsOrThrow("confidence").getNumberValue());
        assertEquals("REQ-1", ticket.getSourceRefs(0).getRequirementId());
        assertEquals("high", result.getRisks(0).getSeverity());
        assertEquals(12, result.getGeneration().getDurationMs());
        assertFalse(result.getGeneration().hasPromptTokens());
        assertFalse(result.getCoverage().hasRatio());
    }

    @Test
    void the_message_has_a_field_for_every_member_of_a_result() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(TicketSchemas.text(TicketSchemas.Name.RESULT));

        assertFieldFor(schema, schema, TicketsResult.getDescriptor());
    }

    private static void assertFieldFor(JsonNode schema, JsonNode rules, Descriptor message) {
        JsonNode object =
                rules.has("$ref") ? schema.at(rules.path("$ref").asText().substring(1)) : rules;
        object.path("properties").properties().forEach(member -> {
            FieldDescriptor field = message.findFieldByName(member.getKey());
            assertTrue(field != null, () -> message.getName() + " has no " + member.getKey());
            JsonNode value = member.getValue().has("items") ? member.getValue().path("items") : member.getValue();
            boolean ours = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && field.getMessageType().getFullName().startsWith("taskforge.");
            if (ours) {
                assertFieldFor(schema, value, field.getMessageType());
            }
        });
    }

    @Test
    void cancelling_follows_the_state_and_can_be_repeated() {
        String queued = jobs.in(JobStatus.QUEUED, client.id());
        String running = jobs.in(JobStatus.RUNNING, client.id());

        for (int i = 0; i < 2; i++) {
            assertEquals("cancelled", cancel(queued).getStatus());
            assertEquals("cancelling", cancel(running).getStatus());
        }
        assertTrue(cancel(running).hasCancelRequestedAt());
    }

    private Job cancel(String id) {
        return rpc.as(client)
                .cancelJob(CancelJobRequest.newBuilder().setJobId(id).build());
    }

    @Test
    void the_schemas_are_the_published_ones() throws Exception {
        GetSchemaResponse schema = rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance());
        ObjectMapper json = new ObjectMapper();

        assertEquals("tickets.input.v1", schema.getInputSchemaVersion());
        assertEquals("tickets.job.v1", schema.getJobSchemaVersion());
        assertEquals("tickets.result.v1", schema.getResultSchemaVersion());
        JsonNode published = json.readTree(TicketSchemas.text(TicketSchemas.Name.INPUT));
        JsonNode served = json.readTree(JsonFormat.printer().print(schema.getInputSchema()));
        assertEquals(published.path("required"), served.path("required"));
        assertEquals(
                published.at("/properties/spec/maxLength").asInt(),
                served.at("/properties/spec/maxLength").asInt());
        assertEquals(200, schema.getLimits().getFieldsOrThrow("title_max").getNumberValue());
        assertEquals(100_000, schema.getLimits().getFieldsOrThrow("spec_max").getNumberValue());
        schema.getLimits().getFieldsMap().forEach((name, limit) -> assertTrue(limit.getNumberValue() > 0, name));
    }

    @Test
    void waiting_ends_when_the_job_does() {
        String id = jobs.in(JobStatus.RUNNING, client.id());
        GetJobRequest wait = GetJobRequest.newBuilder()
                .setJobId(id)
                .setWait(Duration.newBuilder().setSeconds(25))
                .build();
        var waiting = CompletableFuture.supplyAsync(() -> rpc.as(client).getJob(wait));

        jobs.change(id, "status = 'cancelling', cancel_requested_at = now()");
        jobs.change(
                id,
                "status = 'cancelled', finished_at = now(), lease_token = null, lease_until = null, lease_owner = null,"
                        + " error = '{\"code\":\"cancelled\",\"message\":\"x\",\"retryable\":false}'");

        assertEquals("cancelled", waiting.join().getStatus());
    }

    @Test
    void waiting_ends_with_the_job_as_it_stands_when_the_time_is_up() {
        String id = jobs.in(JobStatus.RUNNING, client.id());
        GetJobRequest wait = GetJobRequest.newBuilder()
                .setJobId(id)
                .setWait(Duration.newBuilder().setNanos(300_000_000))
                .build();

        assertEquals("running", rpc.as(client).getJob(wait).getStatus());
    }

    @Test
    void waiting_leaves_time_within_the_clients_deadline_to_answer() {
        String id = jobs.in(JobStatus.RUNNING, client.id());
        GetJobRequest wait = GetJobRequest.newBuilder()
                .setJobId(id)
                .setWait(Duration.newBuilder().setSeconds(60))
                .build();

        Job job = rpc.as(client).withDeadlineAfter(2, TimeUnit.SECONDS).getJob(wait);

        assertEquals("running", job.getStatus());
    }

    @Test
    void a_wait_out_of_range_is_refused() {
        String id = jobs.in(JobStatus.COMPLETED, client.id());
        for (Duration wait : List.of(
                Duration.newBuilder().setSeconds(60).setNanos(1).build(),
                Duration.newBuilder().setSeconds(-1).build(),
                Duration.newBuilder().setNanos(-1).build(),
                Duration.newBuilder()
                        .setSeconds(Long.MAX_VALUE)
                        .setNanos(Integer.MAX_VALUE)
                        .build())) {
            Failure failure = Rpc.failure(() -> rpc.as(client)
                    .getJob(GetJobRequest.newBuilder()
                            .setJobId(id)
                            .setWait(wait)
                            .build()));
            assertEquals(Status.Code.INVALID_ARGUMENT, failure.code());
            assertEquals("VALIDATION_FAILED", failure.reason().getReason());
        }
    }

    @Test
    void ids_are_those_of_the_database() {
        String id = rpc.as(client).submitJob(Rpc.request("k").build()).getJob().getJobId();

        assertTrue(JobId.parse(id).isPresent());
        assertEquals("queued", jobs.row(id).getString("status"));
    }
}
