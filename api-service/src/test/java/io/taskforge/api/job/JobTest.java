package io.taskforge.api.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.RawHttp;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class JobTest {

    @Inject
    ReadJob readJob;

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void a_job_is_shown_in_every_status(JobStatus status) {
        Answer answer = http.status(client, jobs.in(status, client.id()));

        assertEquals(200, answer.status());
        assertEquals(status.word(), answer.body().path("status").asText());
        assertEquals(status.terminal(), answer.body().path("terminal").asBoolean());
        assertEquals(status.terminal(), answer.body().has("finished_at"));
        assertEquals(!status.terminal(), answer.header("Retry-After").isPresent());
        assertEquals(!status.terminal(), answer.body().has("poll_after_ms"));
        assertEquals(status == JobStatus.QUEUED, answer.body().has("queue_position"));
        assertEquals(status == JobStatus.QUEUED, answer.body().has("expires_at"));
        assertEquals("a", answer.body().path("metadata").path("team").asText());
    }

    @Test
    void a_job_that_ended_badly_says_why() {
        assertEquals("model_not_found", errorOf(JobStatus.FAILED));
        assertEquals("cancelled_by_client", errorOf(JobStatus.CANCELLED));
        assertEquals("queue_ttl_exceeded", errorOf(JobStatus.EXPIRED));
    }

    private String errorOf(JobStatus status) {
        return http.status(client, jobs.in(status, client.id()))
                .body()
                .path("error")
                .path("code")
                .asText();
    }

    @Test
    void a_running_job_is_polled_by_what_its_run_has_left() {
        String slow = jobs.in(JobStatus.RUNNING, client.id());
        jobs.change(
                slow,
                "started_at = updated_at - interval '100 s', progress = '{\"phase\":\"drafting\",\"percent\":50,\"tickets_drafted\":2}'");
        String nearlyDone = jobs.in(JobStatus.RUNNING, client.id());
        jobs.change(
                nearlyDone,
                "started_at = updated_at - interval '10 s', progress = '{\"phase\":\"finalizing\",\"percent\":99,\"tickets_drafted\":2}'");

        assertEquals("15", http.status(client, slow).header("Retry-After").orElseThrow());
        assertEquals("3", http.status(client, nearlyDone).header("Retry-After").orElseThrow());
        assertEquals(
                "drafting",
                http.status(client, slow).body().path("progress").path("phase").asText());
    }

    @Test
    void the_place_in_the_queue_counts_the_jobs_before() {
        // By id: those of one millisecond stand in any order.
        List<String> queued = Stream.generate(() -> jobs.in(JobStatus.QUEUED, client.id()))
                .limit(2)
                .sorted()
                .toList();

        int ahead = position(queued.getFirst());
        assertTrue(position(queued.getLast()) > ahead);
    }

    private int position(String job) {
        return http.status(client, job).body().path("queue_position").asInt(-1);
    }

    @Test
    void ids_that_are_none_and_ids_of_no_job_are_not_found() {
        for (String id : List.of(UUID.randomUUID().toString(), "x", "1-1-1-1-1", "0", "%C3%A9")) {
            Answer answer = http.status(client, id);
            assertEquals(404, answer.status(), id);
            assertEquals("job_not_found", answer.code());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, 200, cancelled",
        "RUNNING, 202, cancelling",
        "CANCELLING, 202, cancelling",
        "CANCELLED, 200, cancelled"
    })
    void cancelling_an_unfinished_job_works_and_may_be_repeated(JobStatus from, int expected, String status) {
        String job = jobs.in(from, client.id());

        for (int i = 0; i < 2; i++) {
            Answer answer = http.cancel(client, job);
            assertEquals(expected, answer.status());
            assertEquals(status, answer.body().path("status").asText());
            assertTrue(answer.body().has("cancel_requested_at"));
            assertEquals(expected == 202, answer.header("Retry-After").isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"COMPLETED", "FAILED", "EXPIRED"})
    void a_job_that_ended_cannot_be_cancelled(JobStatus status) {
        Answer answer = http.cancel(client, jobs.in(status, client.id()));

        assertEquals(409, answer.status());
        assertEquals("job_not_cancellable", answer.code());
        assertEquals(
                "Job is already " + status.word() + ".",
                answer.body().path("detail").asText());
        assertEquals(status.word(), answer.body().path("job").path("status").asText());
        assertTrue(answer.header("Retry-After").isEmpty());
    }

    @Test
    void cancelling_nothing_is_not_found() {
        assertEquals(404, http.cancel(client, UUID.randomUUID().toString()).status());
    }

    @Test
    void erased_titles_are_left_out() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        jobs.change(job, "title = null");

        assertFalse(http.status(client, job).body().has("title"));
    }

    @Test
    void a_wait_ends_with_the_job() {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        var asked =
                CompletableFuture.supplyAsync(() -> statusOf(job, "?wait=60").send());
        http.cancel(client, job);

        assertEquals("cancelled", asked.join().body().path("status").asText());
    }

    @Test
    void a_wait_that_is_over_shows_the_job_as_it_stands() {
        String job = jobs.in(JobStatus.RUNNING, client.id());

        Answer answer = statusOf(job, "?wait=1").send();
        assertEquals(200, answer.status());
        assertEquals("running", answer.body().path("status").asText());
        assertTrue(answer.header("Preference-Applied").isEmpty());
    }

    @Test
    void a_preferred_wait_is_followed_and_said_to_be() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        for (var preferred : Map.of(
                        "wait=30", "wait=30", "respond-async, Wait=\"7\"; x=y", "wait=7", "wait=900", "wait=60")
                .entrySet()) {
            Answer answer =
                    statusOf(job, "").header("Prefer", preferred.getKey()).send();
            assertEquals(
                    preferred.getValue(), answer.header("Preference-Applied").orElse(""), preferred.getKey());
        }
        Answer unreadable = statusOf(job, "").header("Prefer", "wait=soon").send();
        assertEquals(200, unreadable.status());
        assertTrue(unreadable.header("Preference-Applied").isEmpty());
    }

    @Test
    void a_wait_that_is_no_number_of_0_to_60_is_refused() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        assertEquals(200, statusOf(job, "?wait=0").send().status());
        for (String wait : List.of("61", "-1", "x", "1.5", "99999999999", "1&wait=2")) {
            Answer answer = statusOf(job, "?wait=" + wait).send();
            assertEquals(400, answer.status(), wait);
            assertEquals("validation_failed", answer.code());
            assertEquals("/wait", answer.body().at("/errors/0/pointer").asText());
        }
    }

    @Test
    void a_job_that_a_client_knows_is_not_sent_again_until_it_changes() {
        String completed = jobs.in(JobStatus.COMPLETED, client.id());
        String tag = statusOf(completed, "").send().header("ETag").orElseThrow();
        Answer again =
                statusOf(completed, "").header("If-None-Match", "\"x\", " + tag).send();
        assertEquals(304, again.status());
        assertEquals("", again.response().body());
        assertEquals(tag, again.header("ETag").orElseThrow());

        jobs.change(completed, "title = 'Renamed'");
        Answer changed = statusOf(completed, "").header("If-None-Match", tag).send();
        assertEquals(200, changed.status());
        assertEquals("Renamed", changed.body().path("title").asText());
    }

    @Test
    void a_job_that_is_as_it_was_is_not_read_again() {
        String completed = jobs.in(JobStatus.COMPLETED, client.id());
        Job first = read(completed);
        Job again = read(completed);
        jobs.change(completed, "title = 'Renamed'");

        assertSame(first, again);
        assertEquals("Renamed", read(completed).title());
    }

    private Job read(String job) {
        return readJob.now(client.id(), new JobId(UUID.fromString(job))).await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void nobody_waits_for_a_client_that_hung_up() throws IOException, InterruptedException {
        var waiting = new CountDownLatch(1);
        var givenUp = new CountDownLatch(1);
        QuarkusMock.installMockForType(
                new ReadJob(null, null, null, Ticker.systemTicker()) {
                    @Override
                    public Uni<Job> whenTerminal(ClientId owner, JobId id, Duration atMost) {
                        return Uni.createFrom().<Job>emitter(never -> {
                            never.onTermination(givenUp::countDown);
                            waiting.countDown();
                        });
                    }
                },
                ReadJob.class);
        try (RawHttp raw = RawHttp.open()) {
            raw.send("GET " + TicketsClient.JOBS + "/" + UUID.randomUUID()
                    + "?wait=60 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + client.key() + "\r\n\r\n");
            assertTrue(waiting.await(20, TimeUnit.SECONDS));
        }

        assertTrue(givenUp.await(20, TimeUnit.SECONDS));
    }

    private TicketsClient.Ask statusOf(String job, String query) {
        return http.ask(TicketsClient.JOBS + "/" + job + query).as(client);
    }
}
