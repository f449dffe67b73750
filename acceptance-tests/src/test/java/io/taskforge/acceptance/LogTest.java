package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both services write with {@code TASKFORGE_LOG_FORMAT=json} while much goes wrong, with a secret wherever one can be. */
class LogTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String REQUEST = "the-request-of-the-test";

    /** Nobody's own word: in every password, token, path, query and specification below. */
    private static final String SECRET = "cassowary";

    private static final long END_SECONDS = 120;

    @AutoClose
    private static Collector collector;

    @AutoClose
    private static FakeOllama ollama;

    @AutoClose
    private static RunningProduct product;

    private static JsonNode broken;
    private static List<JsonNode> lines;

    @BeforeAll
    static void letMuchGoWrong() throws Exception {
        collector = Collector.start();
        ollama = FakeOllama.start();
        product = RunningProduct.start(RunningProduct.temporaryFolder(), environment());

        String[] headers = {
            "Content-Type",
            "application/json",
            "X-Request-Id",
            REQUEST,
            "traceparent",
            "00-" + TRACE + "-00f067aa0ba902b7-01"
        };
        JsonNode asked = request("broken", "http://127.0.0.1:1/" + SECRET + "?key=" + SECRET);
        assertEquals(500, product.post("/tickets/v1/jobs", asked, headers).statusCode());
        broken = product.awaitEnd(RunningProduct.json(product.post("/tickets/v1/jobs", asked)), END_SECONDS);
        collector.await(TRACE, Duration.ofSeconds(END_SECONDS), spans -> spans.stream()
                .anyMatch(span -> span.name().equals("POST callback")));

        ollama.always(Behaviour.parse("say:The " + SECRET + " ledger must balance."));
        JsonNode spoiled = RunningProduct.json(product.post("/tickets/v1/jobs", request("spoiled", null)));
        assertEquals(
                "failed", product.awaitEnd(spoiled, END_SECONDS).get("status").asText());

        askInVain();
        lines = Stream.of("api-service", "generation-worker")
                .flatMap(LogTest::linesOf)
                .map(LogTest::parsed)
                .toList();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TASKFORGE_LOG_FORMAT", "json");
        environment.put("TASKFORGE_OTLP_ENDPOINT", collector.endpoint());
        environment.put("TASKFORGE_ENGINE", "model");
        environment.put("TASKFORGE_OLLAMA_URL", ollama.url().toString());
        environment.put("TASKFORGE_MODEL_API_KEY", SECRET);
        environment.put("TASKFORGE_FAILPOINTS", "api.after_commit=error@1,worker.after_llm=error@1");
        environment.put("TASKFORGE_CALLBACKS_ALLOW_INSECURE", "true");
        environment.put("TASKFORGE_CALLBACKS_ALLOWED_HOSTS", "127.0.0.1:1");
        return environment;
    }

    private static ObjectNode request(String key, String callback) {
        ObjectNode request = RunningProduct.JSON
                .createObjectNode()
                .put("schema_version", "tickets.input.v1")
                .put("idempotency_key", key)
                .put("title", "Ledger of the " + SECRET)
                .put(
                        "spec",
                        "The " + SECRET + " ledger must balance. The " + SECRET + " ledger must print every night.");
        return callback == null ? request : request.put("callback_url", callback);
    }

    /** Callbacks that may not be, keys that are none, and a password that nobody has. */
    private static void askInVain() throws IOException, InterruptedException {
        assertEquals(
                400,
                product.post("/tickets/v1/jobs", request("userinfo", "http://forge:" + SECRET + "@127.0.0.1:1/"))
                        .statusCode());
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String jobs = product.baseUrl() + "/tickets/v1/jobs";
            for (String credentials : List.of(
                    "Bearer tfk_live_0123456789ab_" + SECRET.repeat(5) + "0123",
                    "Bearer eyJhbGciOiJFUzI1NiJ9." + SECRET + "." + SECRET,
                    "Basic " + SECRET + SECRET)) {
                var refused = http.send(
                        HttpRequest.newBuilder(URI.create(jobs + "?token=" + SECRET))
                                .header("Authorization", credentials)
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                assertEquals(401, refused.statusCode());
            }
            HttpRequest signIn = HttpRequest.newBuilder(URI.create(product.baseUrl() + "/admin/sign-in"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", product.baseUrl())
                    .POST(HttpRequest.BodyPublishers.ofString("name=admin&password=" + SECRET + SECRET))
                    .build();
            assertTrue(http.send(signIn, HttpResponse.BodyHandlers.discarding()).statusCode() < 500);
        }
    }

    private static Stream<String> linesOf(String service) {
        try {
            return Files.readString(product.folder().resolve("logs").resolve(service + ".log"))
                    .lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails for a line that is not one whole JSON object. */
    private static JsonNode parsed(String line) {
        try {
            JsonNode object = RunningProduct.JSON.readTree(line);
            assertTrue(object.isObject(), line);
            return object;
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static List<JsonNode> from(String logger) {
        return lines.stream()
                .filter(line -> line.get("loggerName").asText().endsWith("." + logger))
                .toList();
    }

    private static String id(JsonNode line, String name) {
        return line.path("mdc").path(name).asText();
    }

    @Test
    void every_line_says_when_who_and_what() {
        for (JsonNode line : lines) {
            for (String member : List.of("timestamp", "level", "loggerName", "message")) {
                assertTrue(line.path(member).isTextual(), line::toString);
            }
        }
    }

    @Test
    void a_line_of_a_request_names_it_its_job_and_its_trace() {
        List<JsonNode> failures = from("Diagnosis");

        assertEquals(1, failures.size(), lines::toString);
        assertEquals(REQUEST, id(failures.getFirst(), "request_id"));
        assertEquals(broken.get("job_id").asText(), id(failures.getFirst(), "job_id"));
        assertEquals(TRACE, id(failures.getFirst(), "trace_id"));
        assertEquals(16, id(failures.getFirst(), "span_id").length());
    }

    @Test
    void every_line_of_a_run_names_its_job_and_its_trace() {
        List<JsonNode> ofRuns = from("JobRun");

        assertTrue(ofRuns.size() >= 6, lines::toString);
        for (JsonNode line : ofRuns) {
            assertEquals(36, id(line, "job_id").length(), line::toString);
            assertEquals(32, id(line, "trace_id").length(), line::toString);
            assertEquals(16, id(line, "span_id").length(), line::toString);
        }
        assertTrue(ofRuns.stream()
                .anyMatch(line -> id(line, "job_id").equals(broken.get("job_id").asText())
                        && id(line, "trace_id").equals(TRACE)));
    }

    @Test
    void what_asks_the_model_names_its_job_too() {
        List<JsonNode> asking = from("Chat");

        assertFalse(asking.isEmpty(), lines::toString);
        for (JsonNode line : asking) {
            assertEquals(36, id(line, "job_id").length(), line::toString);
        }
    }

    @Test
    void a_stack_trace_is_part_of_its_line() {
        JsonNode broke = from("JobRun").stream()
                .filter(line -> line.get("message").asText().equals("drafting broke"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(lines.toString()));

        assertTrue(broke.get("stackTrace").asText().contains("\n\tat "), broke::toString);
    }

    @Test
    void no_line_holds_a_secret() {
        for (JsonNode line : lines) {
            String text = line.toString();
            assertFalse(text.contains(SECRET), text);
            assertFalse(text.contains(product.apiKey()), text);
            assertFalse(text.contains("whsec_"), text);
            assertFalse(text.contains("PRIVATE KEY"), text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api-service, 'postgresql://forge:cassowary words@127.0.0.1:1/tickets', amqp://forge:cassowary@127.0.0.1:1",
        "api-service, postgresql://forge:cassowary@127.0.0.1:1/tickets?token=cassowary, amqp://forge:cassowary@127.0.0.1:1",
        "generation-worker, postgresql://forge:cassowary@127.0.0.1:1/tickets, 'amqp://forge:cassowary words@127.0.0.1:1'",
        "generation-worker, postgresql://forge:cassowary@127.0.0.1:1/tickets, amqp://forge:cassowary@127.0.0.1:1"
    })
    void a_service_that_reaches_nothing_says_so_without_a_secret(
            String service, String database, String broker, @TempDir Path folder) throws Exception {
        Predicate<String> complained = log -> log.contains("does not answer") && log.contains("No ring comes");
        Map<String, String> environment = Map.of(
                "TASKFORGE_LOG_FORMAT",
                "json",
                "TASKFORGE_DATABASE_URL",
                database,
                "TASKFORGE_AMQP_URL",
                broker,
                // The password is one that production refuses.
                "TASKFORGE_ENVIRONMENT",
                "development");

        try (LoneService lone = LoneService.start(service, folder, environment)) {
            String log = lone.awaitSaid(complained);

            assertTrue(log.contains("TASKFORGE_") || complained.test(log), log);
            assertFalse(log.contains(SECRET), log);
        }
    }
}
