package io.taskforge.api.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.tickets.v1.Budget;
import io.taskforge.tickets.v1.Options;
import io.taskforge.tickets.v1.SubmitJobRequest;
import io.taskforge.tickets.v1.SubmitJobResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are easily told apart by how a door reads them, and are the same. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class SameRequestTest {

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    /**
     * The same request, as each door takes it.
     *
     * @param members JSON, without the members that every request here has
     */
    private record Same(String what, String members, UnaryOperator<SubmitJobRequest.Builder> fields) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Same> requests() {
        return Stream.of(
                new Same("nothing more", "", request -> request),
                new Same("what says nothing", """
                        "options": {"budget": {}, "allowed_labels": [], "seed": null}, "metadata": {}, "validate_only": false,
                        "callback_url": null, "base_job_id": null""", request -> request.setOptions(
                                Options.newBuilder().setBudget(Budget.getDefaultInstance()))
                        .setValidateOnly(false)),
                new Same("zeros and falses that say something", """
                        "options": {"seed": 0, "include_epics": false}, "metadata": {"empty": ""}""", request -> request.setOptions(
                                Options.newBuilder().setSeed(0).setIncludeEpics(false))
                        .putMetadata("empty", "")),
                new Same(
                        "defaults that were said",
                        """
                        "options": {"include_epics": true, "dependency_mode": "explicit", "output_detail": "standard",
                                    "traceability": "refs"}""",
                        request -> request.setOptions(Options.newBuilder()
                                .setIncludeEpics(true)
                                .setDependencyMode("explicit")
                                .setOutputDetail("standard")
                                .setTraceability("refs"))),
                new Same(
                        "numbers in other spellings",
                        """
                        "options": {"ticket_count": 3.0, "max_ticket_count": 5e0, "seed": 2147483647, "story_point_scale": [1, 2.0, 30e-1],
                                    "budget": {"max_duration_seconds": 0.6e2, "max_attempts": 2.00}}""",
                        request -> request.setOptions(Options.newBuilder()
                                .setTicketCount(3)
                                .setMaxTicketCount(5)
                                .setSeed(Integer.MAX_VALUE)
                                .addStoryPointScale(1)
                                .addStoryPointScale(2)
                                .addStoryPointScale(3)
                                .setBudget(Budget.newBuilder()
                                        .setMaxDurationSeconds(60)
                                        .setMaxAttempts(2)))),
                new Same("text of every kind", """
                        "title": "  Plan \\u00e9\\t", "spec": "a\\r\\nb\\rc\\n\\ud83d\\ude00 \\u2028 \\/ \\u0001 e\\u0301 \\u00e9 \\"\\\\"
                        """, request -> request.setTitle("  Plan é\t")
                        .setSpec("a\r\nb\rc\n😀 \u2028 / \u0001 e\u0301 é \"\\")),
                new Same("pairs in another order", """
                        "metadata": {"b": "2", "a.b": "é😀", "B": "", "a": "\\u0041"}""", request -> request.putMetadata("a", "A")
                        .putMetadata("B", "")
                        .putMetadata("a.b", "é😀")
                        .putMetadata("b", "2")),
                new Same(
                        "labels whose order counts",
                        """
                        "options": {"allowed_labels": ["ü", "b", "a"], "language": "pt-BR", "model": "qwen3:1.7b"}""",
                        request -> request.setOptions(Options.newBuilder()
                                .addAllowedLabels("ü")
                                .addAllowedLabels("b")
                                .addAllowedLabels("a")
                                .setLanguage("pt-BR")
                                .setModel("qwen3:1.7b"))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_is_said_over_one_door_is_replayed_over_the_other(Same same) {
        for (boolean restFirst : new boolean[] {true, false}) {
            String key = UUID.randomUUID().toString();
            SubmitJobRequest message = same.fields().apply(Rpc.request(key)).build();

            SubmitJobResponse before = restFirst ? null : rpc.as(client).submitJob(message);
            Answer rest = http.submit(client, document(key, same.members()));
            SubmitJobResponse grpc = restFirst ? rpc.as(client).submitJob(message) : before;

            assertEquals(202, rest.status(), rest.response()::body);
            assertEquals(rest.body().path("job_id").asText(), grpc.getJob().getJobId());
            assertEquals(restFirst, grpc.getReplayed());
            assertEquals(
                    String.valueOf(!restFirst),
                    rest.header("Idempotent-Replayed").orElseThrow());
        }
    }

    /** With what every request needs and this one does not say itself. */
    private static String document(String key, String members) {
        String title = members.contains("\"title\"") ? "" : "\"title\": \"Ledger\",";
        String spec = members.contains("\"spec\"") ? "" : "\"spec\": \"The ledger must balance.\",";
        return "{%s %s %s \"schema_version\": \"tickets.input.v1\", \"idempotency_key\": \"%s\"}"
                .formatted(title, spec, members.isBlank() ? "" : members.strip() + ",", key);
    }
}
