package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.BadRequest;
import com.google.rpc.ResourceInfo;
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
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.tickets.v1.Budget;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.Options;
import io.taskforge.tickets.v1.SubmitJobRequest;
import io.taskforge.tickets.v1.SubmitJobResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class BothDoorsTest {

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

    /** The same request, as each door takes it. */
    private record Same(Map<String, Object> members, UnaryOperator<SubmitJobRequest.Builder> fields) {}

    private static final List<Same> REQUESTS = List.of(
            new Same(Map.of(), request -> request),
            new Same(
                    Map.of("options", Map.of(), "metadata", Map.of(), "validate_only", false),
                    request -> request.setOptions(Options.getDefaultInstance()).setValidateOnly(false)),
            new Same(
                    Map.of(
                            "options",
                            Map.of(
                                    "ticket_count",
                                    3,
                                    "include_epics",
                                    false,
                                    "seed",
                                    0,
                                    "allowed_labels",
                                    List.of("ü", "b"),
                                    "story_point_scale",
                                    List.of(1, 2),
                                    "budget",
                                    Map.of("max_attempts", 2)),
                            "metadata",
                            Map.of("a.b", "", "team", "é😀")),
                    request -> request.setOptions(Options.newBuilder()
                                    .setTicketCount(3)
                                    .setIncludeEpics(false)
                                    .setSeed(0)
                                    .addAllowedLabels("ü")
                                    .addAllowedLabels("b")
                                    .addStoryPointScale(1)
                                    .addStoryPointScale(2)
                                    .setBudget(Budget.newBuilder().setMaxAttempts(2)))
                            .putMetadata("team", "é😀")
                            .putMetadata("a.b", "")),
            new Same(Map.of("title", "  Plan\t", "spec", "a\r\nb\rc😀"), request -> request.setTitle("  Plan\t")
                    .setSpec("a\r\nb\rc😀")));

    @Test
    void a_request_over_rest_is_replayed_over_grpc_and_the_other_way_round() {
        for (Same same : REQUESTS) {
            for (boolean restFirst : List.of(true, false)) {
                String key = UUID.randomUUID().toString();
                SubmitJobRequest message = same.fields().apply(Rpc.request(key)).build();
                String document = http.request(key, same.members());

                SubmitJobResponse before = restFirst ? null : rpc.as(client).submitJob(message);
                Answer rest = http.submit(client, document);
                SubmitJobResponse grpc = restFirst ? rpc.as(client).submitJob(message) : before;

                assertEquals(202, rest.status(), () -> same + rest.response().body());
                assertEquals(rest.body().path("job_id").asText(), grpc.getJob().getJobId());
                assertEquals(restFirst, grpc.getReplayed());
                assertEquals(
                        String.valueOf(!restFirst),
                        rest.header("Idempotent-Replayed").orElseThrow());
            }
        }
    }

    @Test
    void a_key_used_over_one_door_is_used_over_the_other() {
        String id = http.submit(client, http.request("k", Map.of()))
                .body()
                .path("job_id")
                .asText();

        Failure failure = Rpc.failure(() ->
                rpc.as(client).submitJob(Rpc.request("k").setTitle("Another").build()));

        assertEquals(Status.Code.ALREADY_EXISTS, failure.code());
        assertEquals("IDEMPOTENCY_KEY_REUSED", failure.reason().getReason());
        assertEquals(id, failure.detail(ResourceInfo.class).getResourceName());
        assertEquals(
                "taskforge.tickets.v1.Job", failure.detail(ResourceInfo.class).getResourceType());
    }

    @Test
    void sixty_submits_of_one_request_at_once_over_both_doors_make_one_job() {
        String document = http.request("k", Map.of());
        SubmitJobRequest message = Rpc.request("k").build();
        try (ExecutorService threads = Executors.newFixedThreadPool(30)) {
            List<CompletableFuture<String>> sent = IntStream.range(0, 60)
                    .mapToObj(i -> i % 2 == 0
                            ? http.ask(TicketsClient.JOBS)
                                    .as(client)
                                    .body(document)
                                    .sendAsync()
                                    .thenApply(answer ->
                                            answer.body().path("job_id").asText())
                            : CompletableFuture.supplyAsync(
                                    () -> rpc.as(client)
                                            .submitJob(message)
                                            .getJob()
                                            .getJobId(),
                                    threads))
                    .toList();
            Set<String> ids = sent.stream().map(CompletableFuture::join).collect(Collectors.toSet());

            assertEquals(1, ids.size());
            assertEquals(
                    1,
                    jobs.count(
                            "select count(*) from job where client_id = $1",
                            client.id().value()));
        }
    }

    @Test
    void both_doors_find_the_same_violations() {
        SubmitJobRequest message = Rpc.request("k k")
                .setTitle(" ")
                .setSpec("a\0b")
                .setOptions(Options.newBuilder()
                        .setTicketCount(51)
                        .setDependencyMode("some")
                        .setBudget(Budget.newBuilder().setMaxAttempts(9))
                        .addAllowedLabels("x")
                        .addAllowedLabels("y".repeat(51)))
                .putMetadata("a b", "x")
                .setCallbackUrl("https://example.com/{id}")
                .setBaseJobId("x")
                .setValidateOnly(true)
                .build();
        String document = http.request(
                "k k",
                Map.of(
                        "title", " ",
                        "spec", "a\0b",
                        "options",
                                Map.of(
                                        "ticket_count",
                                        51,
                                        "dependency_mode",
                                        "some",
                                        "budget",
                                        Map.of("max_attempts", 9),
                                        "allowed_labels",
                                        List.of("x", "y".repeat(51))),
                        "metadata", Map.of("a b", "x"),
                        "callback_url", "https://example.com/{id}",
                        "base_job_id", "x",
                        "validate_only", true));

        Answer rest = http.submit(client, document);
        Failure grpc = Rpc.failure(() -> rpc.as(client).submitJob(message));

        assertEquals(Status.Code.INVALID_ARGUMENT, grpc.code());
        assertEquals("VALIDATION_FAILED", grpc.reason().getReason());
        assertEquals(rest.code().toUpperCase(Locale.ROOT), grpc.reason().getReason());
        assertEquals(rest.body().path("detail").asText(), grpc.message());
        List<String> overRest = new ArrayList<>();
        rest.body()
                .path("errors")
                .forEach(error -> overRest.add(error.path("pointer").asText() + " "
                        + error.path("code").asText() + " "
                        + error.path("detail").asText()));
        List<String> overGrpc = grpc.detail(BadRequest.class).getFieldViolationsList().stream()
                .map(each -> "/"
                        + each.getField().replace('.', '/').replace("[", "/").replace("]", "") + " "
                        + each.getReason().toLowerCase(Locale.ROOT) + " " + each.getDescription())
                .toList();
        assertEquals(overRest, overGrpc);
        assertTrue(overGrpc.size() >= 10, overGrpc::toString);
    }

    @Test
    void a_field_that_is_not_known_yet_is_refused_and_not_ignored() {
        UnknownFieldSet tomorrow = UnknownFieldSet.newBuilder()
                .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        SubmitJobRequest message = Rpc.request("k")
                .setOptions(Options.newBuilder().setUnknownFields(tomorrow))
                .build();

        Failure failure = Rpc.failure(() -> rpc.as(client).submitJob(message));

        assertEquals("UNKNOWN_FIELD", failure.reason().getReason());
        assertEquals(
                "options.field_77",
                failure.detail(BadRequest.class).getFieldViolations(0).getField());
    }

    @Test
    void another_key_of_the_same_client_replays_over_the_other_door() {
        String id = http.submitted(client);
        ClientWithKey rotated = clients.keyOf(client.id(), Scope.TICKETS_READ);

        assertEquals(
                id,
                rpc.as(rotated)
                        .getJob(GetJobRequest.newBuilder().setJobId(id).build())
                        .getJobId());
    }
}
