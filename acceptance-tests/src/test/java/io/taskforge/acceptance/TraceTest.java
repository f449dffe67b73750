package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.taskforge.acceptance.Collector.Exported;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One job, one trace: submitted by a client that traces, with an api-service that is killed while it runs and a worker that is killed
 * after its first question to the model, so that the sweep gives it to another.
 */
class TraceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CLIENT_SPAN = "00f067aa0ba902b7";
    private static final String SPEC =
            "The cassowary ledger must balance. The cassowary ledger must print every night.";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<String> HEARD = new CopyOnWriteArrayList<>();

    @AutoClose
    private static Collector collector;

    @AutoClose
    private static FakeOllama ollama;

    private static HttpServer receiver;

    @AutoClose
    private static RunningProduct product;

    private static JsonNode ended;
    private static List<Exported> trace;

    @BeforeAll
    static void doOneJob() throws Exception {
        collector = Collector.start();
        ollama = FakeOllama.start();
        receiver = receiver();
        product = RunningProduct.start(RunningProduct.temporaryFolder(), environment());
        ollama.next(Behaviour.OBEY);
        ollama.always(Behaviour.parse("hang-before-headers"));

        JsonNode job = RunningProduct.json(product.post(
                "/tickets/v1/jobs",
                request(),
                "Content-Type",
                "application/json",
                "traceparent",
                "00-" + TRACE + "-" + CLIENT_SPAN + "-01"));
        assertTrue(ollama.awaitChats(2, PATIENCE));
        collector.await(TRACE, PATIENCE, has("POST /tickets/v1/jobs", 1).and(has(CHAT, 1)));

        ProcessHandle api = product.process("api-service");
        assertTrue(api.destroyForcibly());
        product.awaitSuccessor("api-service", api);
        ollama.always(Behaviour.OBEY);
        assertTrue(product.process("generation-worker").destroyForcibly());

        ended = product.awaitEnd(job, PATIENCE.toSeconds());
        collector.await(TRACE, PATIENCE, has("run", 1).and(has("POST callback", 1)));
        trace = collector.of(TRACE);
    }

    private static final String CHAT = "chat " + FakeOllama.MODEL;
    private static final String RING = "taskforge.jobs:taskforge.jobs.generate";

    private static Predicate<List<Exported>> has(String name, int atLeast) {
        return spans -> spans.stream().filter(each -> each.name().equals(name)).count() >= atLeast;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TASKFORGE_OTLP_ENDPOINT", collector.endpoint());
        environment.put("TASKFORGE_ENGINE", "model");
        environment.put("TASKFORGE_OLLAMA_URL", ollama.url().toString());
        environment.put("TASKFORGE_JOB_LEASE", "5s");
        environment.put("TASKFORGE_JOB_HEARTBEAT", "1s");
        environment.put("TASKFORGE_JOB_SWEEP", "1s");
        // So that it is the ring that brings the first worker its job, and not a look.
        environment.put("TASKFORGE_WORKER_POLL", "10m");
        environment.put("TASKFORGE_CALLBACKS_ALLOW_INSECURE", "true");
        environment.put(
                "TASKFORGE_CALLBACKS_ALLOWED_HOSTS",
                "127.0.0.1:" + receiver.getAddress().getPort());
        return environment;
    }

    private static HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            HEARD.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static JsonNode request() {
        return RunningProduct.JSON
                .createObjectNode()
                .put("schema_version", "tickets.input.v1")
                .put("idempotency_key", "traced")
                .put("title", "Cassowary")
                .put("spec", SPEC)
                .put(
                        "callback_url",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/ended-wombat?key=numbat");
    }

    @AfterAll
    static void stop() {
        receiver.stop(0);
    }

    private static List<Exported> named(String name) {
        return trace.stream().filter(each -> each.name().equals(name)).toList();
    }

    private static Exported only(String name) {
        List<Exported> found = named(name);
        assertEquals(1, found.size(), () -> name + " among " + told());
        return found.getFirst();
    }

    /** Also by a look, which has no message. */
    private static Exported claim(int attempt) {
        return trace.stream()
                .filter(each ->
                        each.name().equals("process " + RING) || each.name().equals("claim"))
                .filter(each -> each.attribute("taskforge.job.attempt").equals(Optional.of(Integer.toString(attempt))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no claim " + attempt + " among " + told()));
    }

    private static String submission() {
        return only("POST /tickets/v1/jobs").id();
    }

    private static List<String> told() {
        return trace.stream()
                .map(each -> each.service() + ": " + each.name() + " " + each.id() + " under " + each.parent())
                .toList();
    }

    @Test
    void the_job_was_run_twice_and_completed() {
        assertEquals("completed", ended.get("status").asText());
        assertEquals(2, ended.get("attempt").asInt());
    }

    @Test
    void the_submission_hangs_on_the_clients_own_span() {
        Exported submission = only("POST /tickets/v1/jobs");

        assertEquals(CLIENT_SPAN, submission.parent());
        assertEquals(SpanKind.SPAN_KIND_SERVER, submission.span().getKind());
        assertEquals("api-service", submission.service());
        assertEquals(
                ended.get("job_id").asText(),
                submission.attribute("taskforge.job.id").orElseThrow());
    }

    @Test
    void each_ring_is_published_under_the_submission() {
        List<Exported> published = named("publish " + RING);

        assertEquals(2, published.size(), () -> told().toString());
        for (Exported ring : published) {
            assertEquals(submission(), ring.parent());
            assertEquals(SpanKind.SPAN_KIND_PRODUCER, ring.span().getKind());
            assertEquals("api-service", ring.service());
            assertEquals("rabbitmq", ring.attribute("messaging.system").orElseThrow());
            assertEquals("send", ring.attribute("messaging.operation.type").orElseThrow());
        }
    }

    @Test
    void the_first_claim_hangs_on_the_submission_and_names_the_message_that_led_to_it() {
        Exported claim = claim(1);

        assertEquals(submission(), claim.parent());
        assertEquals(SpanKind.SPAN_KIND_CONSUMER, claim.span().getKind());
        assertEquals("generation-worker", claim.service());
        assertEquals(List.of(named("publish " + RING).getFirst().id()), claim.links());
        assertEquals("process", claim.attribute("messaging.operation.type").orElseThrow());
    }

    @Test
    void what_the_killed_worker_asked_the_model_is_there() {
        Set<String> known = trace.stream().map(Exported::id).collect(Collectors.toSet());
        List<Exported> lost = trace.stream()
                .filter(each -> !known.contains(each.parent()) && !each.parent().equals(CLIENT_SPAN))
                .toList();

        assertEquals(1, lost.size(), () -> told().toString());
        assertEquals(CHAT, lost.getFirst().name(), "its run ended with the worker, and nobody else could tell of it");
    }

    @Test
    void the_sweep_is_seen_between_the_two_runs() {
        Exported sweep = only("lease expired");

        assertEquals(submission(), sweep.parent());
        assertEquals("api-service", sweep.service());
        assertEquals("queued", sweep.attribute("taskforge.job.status").orElseThrow());
        assertTrue(claim(1).span().getStartTimeUnixNano() < sweep.span().getStartTimeUnixNano());
        assertTrue(sweep.span().getStartTimeUnixNano() < claim(2).span().getStartTimeUnixNano());
    }

    @Test
    void the_second_run_hangs_on_its_own_claim_in_the_same_trace() {
        Exported run = only("run");

        assertEquals(claim(2).id(), run.parent());
        assertEquals(submission(), claim(2).parent());
        assertEquals("generation-worker", run.service());
        assertEquals("2", run.attribute("taskforge.job.attempt").orElseThrow());
    }

    @Test
    void each_question_to_the_model_hangs_on_the_run_with_its_tokens_and_without_its_words() {
        String run = only("run").id();
        List<Exported> chats =
                named(CHAT).stream().filter(each -> each.parent().equals(run)).toList();

        assertFalse(chats.isEmpty(), () -> told().toString());
        for (Exported chat : chats) {
            assertEquals(SpanKind.SPAN_KIND_CLIENT, chat.span().getKind());
            assertEquals("chat", chat.attribute("gen_ai.operation.name").orElseThrow());
            assertEquals("ollama", chat.attribute("gen_ai.provider.name").orElseThrow());
            assertEquals(
                    FakeOllama.MODEL, chat.attribute("gen_ai.request.model").orElseThrow());
            assertTrue(
                    Long.parseLong(chat.attribute("gen_ai.usage.input_tokens").orElseThrow()) > 0);
            assertTrue(
                    Long.parseLong(chat.attribute("gen_ai.usage.output_tokens").orElseThrow()) > 0);
        }
    }

    @Test
    void the_result_is_stored_under_the_run() {
        Exported complete = only("complete");

        assertEquals(only("run").id(), complete.parent());
        assertEquals("true", complete.attribute("taskforge.result.stored").orElseThrow());
    }

    @Test
    void the_callback_hangs_on_the_submission_and_tells_its_receiver_of_the_trace() {
        Exported callback = only("POST callback");

        assertEquals(submission(), callback.parent());
        assertEquals(SpanKind.SPAN_KIND_CLIENT, callback.span().getKind());
        assertEquals("204", callback.attribute("http.response.status_code").orElseThrow());
        assertEquals(List.of("00-" + TRACE + "-" + callback.id() + "-01"), HEARD);
    }

    @Test
    void no_span_of_any_trace_holds_what_the_client_wrote_or_a_secret() {
        String all =
                collector.all().stream().map(each -> each.span().toString()).collect(Collectors.joining("\n"));

        assertFalse(all.toLowerCase(Locale.ROOT).contains("cassowary"), all);
        assertFalse(all.contains("wombat") || all.contains("numbat"), all);
        assertFalse(all.contains(product.apiKey()), all);
    }

    @Test
    void what_only_polls_begins_no_trace() {
        List<String> roots = collector.all().stream()
                .filter(each -> each.parent().isEmpty())
                .map(Exported::name)
                .filter(name -> !name.matches("(GET|HEAD|POST|DELETE) /.*"))
                .distinct()
                .toList();

        assertEquals(List.of(), roots);
    }
}
