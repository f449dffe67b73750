package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.taskforge.embedded.PostgresUrl;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.failpoint.Failpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An error at each of the nine failpoints, the first time that it is passed, in one stack that does two jobs: the first meets those
 * before an answer of the model, the second those after it. What each leaves is asked of the whole.
 */
class FailpointsTest {

    private static final long END_SECONDS = 90;

    private record Called(String webhookId, String body) {}

    private static final List<Called> CALLS = new CopyOnWriteArrayList<>();

    private static FakeOllama ollama;
    private static HttpServer receiver;
    private static RunningProduct product;
    private static int firstAnswer;
    private static String replayed;
    private static JsonNode first;
    private static JsonNode second;

    @BeforeAll
    static void doTwoJobs() throws Exception {
        ollama = FakeOllama.start();
        ollama.always(Behaviour.OBEY);
        receiver = receiver();
        product = RunningProduct.start(RunningProduct.temporaryFolder(), environment());
        JsonNode asked = request("first");
        firstAnswer = product.post("/tickets/v1/jobs", asked).statusCode();
        var again = product.post("/tickets/v1/jobs", asked);
        replayed = again.headers().firstValue("Idempotent-Replayed").orElse("no");
        first = product.awaitEnd(RunningProduct.json(again), END_SECONDS);
        second =
                product.awaitEnd(RunningProduct.json(product.post("/tickets/v1/jobs", request("second"))), END_SECONDS);
        awaitDelivered();
    }

    private static Map<String, String> environment() {
        String failpoints = Arrays.stream(Failpoint.values())
                .map(point -> point.wireName() + "=error@1")
                .collect(Collectors.joining(","));
        Map<String, String> environment = new HashMap<>();
        environment.put("TASKFORGE_FAILPOINTS", failpoints);
        environment.put("TASKFORGE_ENGINE", "model");
        environment.put("TASKFORGE_OLLAMA_URL", ollama.url().toString());
        // What comes back by itself comes back soon.
        environment.put("TASKFORGE_JOB_LEASE", "5s");
        environment.put("TASKFORGE_JOB_HEARTBEAT", "1s");
        environment.put("TASKFORGE_JOB_SWEEP", "1s");
        environment.put("TASKFORGE_DISPATCH_PUBLISH_TIMEOUT", "1s");
        environment.put("TASKFORGE_CALLBACKS_ALLOW_INSECURE", "true");
        environment.put(
                "TASKFORGE_CALLBACKS_ALLOWED_HOSTS",
                "127.0.0.1:" + receiver.getAddress().getPort());
        return environment;
    }

    private static HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            CALLS.add(new Called(exchange.getRequestHeaders().getFirst("webhook-id"), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static ObjectNode request(String name) {
        return RunningProduct.JSON
                .createObjectNode()
                .put("schema_version", "tickets.input.v1")
                .put("idempotency_key", name)
                .put("title", name)
                .put("spec", "The ledger must balance. The ledger must print every night.")
                .put("callback_url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/ended");
    }

    private static void awaitDelivered() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        while (calls(first).size() < 2 || calls(second).isEmpty() || count("select count(*) from outbox") > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not quiet: " + CALLS + ", " + product.output());
            }
            product.launcher().waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    @AfterAll
    static void stop() {
        product.close();
        receiver.stop(0);
        ollama.close();
    }

    @ParameterizedTest
    @EnumSource
    void each_failed_once(Failpoint point) throws IOException {
        long failures = logs().filter(line -> line.endsWith("failpoint " + point.wireName() + ": error"))
                .count();

        assertEquals(1, failures);
    }

    @Test
    void a_service_with_failpoints_says_so_at_its_start() throws IOException {
        assertEquals(
                2,
                logs().filter(line -> line.contains(" WARN ") && line.contains("TASKFORGE_FAILPOINTS is set"))
                        .count());
    }

    @Test
    void a_submission_that_was_stored_and_not_answered_is_replayed_to_whoever_asks_again() throws Exception {
        assertEquals(500, firstAnswer);
        assertEquals("true", replayed);
        assertEquals(2, count("select count(*) from job"));
    }

    @Test
    void what_was_published_and_not_marked_is_marked_in_the_end() throws Exception {
        assertEquals(0, count("select count(*) from outbox"));
    }

    @Test
    void a_claim_that_led_to_no_run_comes_back_with_its_lease() throws Exception {
        assertEquals(2, first.get("attempt").asInt());
        assertEquals(1, count("select crashes from job where id = '" + id(first) + "'"));
    }

    @Test
    void an_error_after_an_answer_of_the_model_fails_the_job_and_not_the_worker() {
        assertEquals("failed", first.get("status").asText());
        assertEquals("internal_error", first.get("error").get("code").asText());
    }

    @Test
    void a_run_that_ended_before_its_result_was_stored_is_run_again() throws Exception {
        assertEquals("completed", second.get("status").asText());
        assertEquals(2, second.get("attempt").asInt());
        assertEquals(1, count("select crashes from job where id = '" + id(second) + "'"));
    }

    @Test
    void a_result_whose_storing_was_not_answered_is_stored_once() throws Exception {
        assertEquals(1, count("select count(*) from job_result where attempt = 2 and job_id = '" + id(second) + "'"));
        assertEquals(1, count("select count(*) from job_result"));
        for (JsonNode job : List.of(first, second)) {
            assertEquals(
                    1,
                    count("select count(*) from job_event where status in ('completed', 'failed') and job_id = '"
                            + id(job) + "'"));
        }
    }

    @Test
    void a_callback_whose_answer_was_not_noted_is_sent_again_word_for_word() {
        List<Called> calls = calls(first);

        assertTrue(calls.size() >= 2, calls::toString);
        assertEquals(1, calls.stream().distinct().count(), calls::toString);
    }

    private static String id(JsonNode job) {
        return job.get("job_id").asText();
    }

    private static List<Called> calls(JsonNode job) {
        return CALLS.stream().filter(call -> call.body().contains(id(job))).toList();
    }

    private static Stream<String> logs() throws IOException {
        var logs = product.folder().resolve("logs");
        return (Files.readString(logs.resolve("api-service.log"))
                        + Files.readString(logs.resolve("generation-worker.log")))
                .lines();
    }

    private static long count(String sql) throws SQLException {
        String url = product.connection().get("database_url").asText();
        try (Connection connection = PostgresUrl.parse(url).connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
