package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.BadRequest;
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
import io.taskforge.tickets.v1.Budget;
import io.taskforge.tickets.v1.Options;
import io.taskforge.tickets.v1.SubmitJobRequest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
}
