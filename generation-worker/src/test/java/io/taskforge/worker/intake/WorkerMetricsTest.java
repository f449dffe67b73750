package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.SubmitOutcome;
import io.taskforge.model.operations.Scrape;
import io.taskforge.model.operations.WatchedMetrics;
import io.taskforge.model.operations.WatchedMetrics.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the whole worker tells operators of its runs, its model and itself. */
@QuarkusTest
@QuarkusTestResource(value = ModelWorker.class, restrictToAnnotatedClass = true)
class WorkerMetricsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPEC = "The ledger must balance every night.\n";

    @TestHTTPResource("/q/metrics")
    URI metrics;

    @TestHTTPResource("/q/health/ready")
    URL readiness;

    @TestHTTPResource("/q/health/live")
    URL liveness;

    JobDatabase jobs;
    FakeOllama fake;

    @BeforeEach
    void obedient() {
        fake.models(FakeOllama.MODEL);
        fake.always(Behaviour.OBEY);
    }

    private double value(String name, Map<String, String> labels) {
        return Scrape.of(metrics).value(name, labels);
    }

    private double drafts(String outcome, String error, String engine) {
        return Scrape.of(metrics)
                .valueOrNone("taskforge_drafts_total", Map.of("outcome", outcome, "error", error, "engine", engine));
    }

    private double calls(String outcome) {
        return value("taskforge_model_call_seconds_count", Map.of("provider", "ollama", "outcome", outcome));
    }

    private double tokens(String direction) {
        return value("taskforge_model_tokens_total", Map.of("provider", "ollama", "direction", direction));
    }

    private Job ended() {
        var accepted = (SubmitOutcome.Accepted)
                await(jobs.store().submitted(jobs.newJob(UUID.randomUUID().toString(), SPEC)));
        return await(Uni.createFrom()
                .deferred(() -> jobs.queries().job(jobs.client(), accepted.job().id()))
                .map(found -> found.orElseThrow())
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .indefinitely()
                .select()
                .where(job -> job.status().terminal())
                .toUni());
    }

    /** A run is counted when its end has been written, and so a moment after its job has ended. */
    private static void comesTo(double expected, DoubleSupplier figure) {
        double last = await(Uni.createFrom()
                .item(figure::getAsDouble)
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .indefinitely()
                .select()
                .where(now -> now >= expected)
                .toUni());
        assertEquals(expected, last);
    }

    /** Ours as docs/operations.md lists them, no more and no less; of the framework's, those that it lists. */
    @Test
    void what_is_exposed_is_what_operators_are_told_to_watch() {
        Map<String, Set<String>> exposed = Scrape.of(metrics).metrics();

        Map<String, Set<String>> listed = WatchedMetrics.of(Service.WORKER);
        Map<String, Set<String>> watched = new TreeMap<>(exposed);
        watched.keySet().removeIf(name -> !name.startsWith("taskforge_") && !listed.containsKey(name));
        assertEquals(listed, watched);
    }

    @Test
    void a_draft_is_counted_with_the_engine_that_wrote_it_and_its_calls_with_their_tokens() {
        double before = drafts("completed", "none", "model");
        double answered = calls("answered");
        double in = tokens("in");
        double out = tokens("out");

        assertEquals(JobStatus.COMPLETED, ended().status());

        comesTo(before + 1, () -> drafts("completed", "none", "model"));
        assertTrue(calls("answered") > answered);
        assertTrue(tokens("in") > in);
        assertTrue(tokens("out") > out);
    }

    @Test
    void a_run_that_fails_is_counted_with_the_code_of_its_error() {
        double before = drafts("failed", "model_unavailable", "model");
        double unavailable = calls("unavailable");
        fake.always(Behaviour.parse("503"));

        assertEquals("model_unavailable", ended().error().code());

        comesTo(before + 1, () -> drafts("failed", "model_unavailable", "model"));
        assertTrue(calls("unavailable") > unavailable);
    }

    @Test
    void every_slot_is_busy_or_free() {
        Scrape scraped = Scrape.of(metrics);

        assertEquals(
                2,
                scraped.value("taskforge_slots", Map.of("state", "busy"))
                        + scraped.value("taskforge_slots", Map.of("state", "free")));
    }

    @Test
    void a_model_that_is_away_makes_the_worker_neither_unready_nor_dead() {
        fake.always(Behaviour.parse("503"));

        assertEquals("UP", read(readiness).get("status").asText());
        assertEquals("UP", read(liveness).get("status").asText());
    }

    private static JsonNode read(URL health) {
        try {
            return JSON.readTree(health);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its first request asks for HTTP/2; a consent is what it may wait behind for ever. */
    @Test
    void a_client_of_the_jdk_as_it_comes_is_answered_in_http_1_1() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(liveness.toString())).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertEquals(200, answer.statusCode());
        assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
    }
}
