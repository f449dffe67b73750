package io.taskforge.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Sse;
import io.taskforge.api.fixture.Sse.Event;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.api.fixture.TicketsClient.Ask;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.Lease;
import io.taskforge.model.schema.TicketSchemas;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class EventStreamTest {

    private static final JobProgress HALF = new JobProgress(JobProgress.Phase.DRAFTING, 50, 3, "line\nbreak");

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    JobStore store;

    private final TicketSchemas schemas = new TicketSchemas();
    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    private Sse watch(String job, String query, String... headers) {
        Sse stream = Sse.open(http.base(), client, job, query, headers);
        assertEquals(200, stream.response().statusCode());
        return stream;
    }

    private Ask asking(String job, String query) {
        return http.ask(TicketsClient.JOBS + "/" + job + "/events" + query).as(client);
    }

    private Lease claimed(String job) {
        return jobs.claimed(JobId.parse(job).orElseThrow());
    }

    private void beat(Lease lease, JobProgress progress) {
        Jobs.await(store.heartbeat(lease, Optional.of(progress)));
    }

    /** In the shape of the contract. */
    private Event checked(Event event) {
        assertEquals(event.id(), event.data().path("sequence").asText());
        assertEquals(event.name(), event.data().path("type").asText());
        assertTrue(event.data().path("occurred_at").asText().endsWith("+00:00"));
        assertEquals(
                Set.of(),
                schemas.violations(TicketSchemas.Name.JOB, event.data().path("job")));
        return event;
    }

    private static List<String> told(List<Event> events) {
        return events.stream()
                .map(event -> event.id() + " " + event.name() + " " + event.status())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, 1 job.status queued/2 job.status running/3 job.terminal completed",
        "FAILED, 1 job.status queued/2 job.status running/3 job.terminal failed",
        "CANCELLED, 1 job.status queued/2 job.terminal cancelled",
        "EXPIRED, 1 job.status queued/2 job.terminal expired"
    })
    void a_job_that_has_ended_is_told_from_its_beginning_and_the_stream_ends(JobStatus status, String expected)
            throws InterruptedException {
        String job = jobs.in(status, client.id());
        try (Sse stream = watch(job, "")) {
            assertEquals(List.of("retry: 3000"), stream.nextBlock());
            List<Event> events = stream.rest();

            assertEquals(List.of(expected.split("/")), told(events));
            events.forEach(this::checked);
            assertEquals(
                    http.status(client, job).body(),
                    events.getLast().data().path("job"),
                    "the last event shows the whole job");
        }
    }

    @Test
    void a_stream_says_what_it_is_and_that_nobody_may_keep_or_collect_it() {
        try (Sse stream = watch(jobs.in(JobStatus.QUEUED, client.id()), "")) {
            var headers = stream.response().headers();

            assertTrue(headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
            assertEquals("no-store", headers.firstValue("Cache-Control").orElse(""));
            assertEquals("no", headers.firstValue("X-Accel-Buffering").orElse(""));
            assertTrue(headers.firstValue("X-Request-Id").isPresent());
        }
    }

    @Test
    void what_happens_to_a_job_is_told_as_it_happens() throws InterruptedException {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        List<Event> events = new ArrayList<>();
        try (Sse stream = watch(job, "")) {
            events.add(stream.next());
            Lease first = claimed(job);
            events.add(stream.next());
            beat(first, HALF);
            events.add(stream.next());
            Jobs.await(store.handedBack(first));
            events.add(stream.next());
            Lease second = claimed(job);
            events.add(stream.next());
            http.cancel(client, job);
            events.add(stream.next());
            Jobs.await(store.cancelAcknowledged(second));
            events.addAll(stream.rest());
        }

        assertEquals(
                List.of(
                        "1 job.status queued",
                        "2 job.status running",
                        "3 job.progress running",
                        "4 job.status queued",
                        "5 job.status running",
                        "6 job.status cancelling",
                        "7 job.terminal cancelled"),
                told(events));
        events.forEach(this::checked);
        assertEquals(
                List.of(0, 1, 1, 1, 2, 2, 2),
                events.stream()
                        .map(event -> event.data().at("/job/attempt").asInt())
                        .toList());
        assertEquals(
                "line\nbreak", events.get(2).data().at("/job/progress/message").asText());
        assertEquals(50, events.get(2).data().at("/job/progress/percent").asInt());
        assertEquals(0, events.get(3).data().at("/job/progress/percent").asInt());
        assertEquals(
                "cancelled_by_client",
                events.get(6).data().at("/job/error/code").asText());
    }

    @Test
    void a_stream_goes_on_after_what_the_client_knows() throws InterruptedException {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        Lease lease = claimed(job);
        try (Sse before = watch(job, "")) {
            before.next();
            before.next();
        }
        beat(lease, HALF);

        try (Sse resumed = watch(job, "", "Last-Event-ID", "2")) {
            assertEquals("3", resumed.next().id());
            Jobs.await(store.completed(lease, 1, Jobs.RESULT, HALF));
            assertEquals(List.of("4 job.terminal completed"), told(resumed.rest()));
        }
        try (Sse parameter = watch(job, "?after=3")) {
            assertEquals(List.of("4 job.terminal completed"), told(parameter.rest()));
        }
        try (Sse browser = watch(job, "?after=1", "Last-Event-ID", "3")) {
            assertEquals(List.of("4 job.terminal completed"), told(browser.rest()), "the header is the newer one");
        }
        for (String query : List.of("?after=0", "?after=0&drafts=false", "?drafts=true")) {
            try (Sse all = watch(job, query, "Last-Event-ID", "")) {
                assertEquals(4, all.rest().size(), query);
            }
        }
    }

    @Test
    void a_browser_that_knows_the_end_is_told_not_to_connect_again() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        Answer answer = asking(job, "").header("Last-Event-ID", "3").send();

        assertEquals(204, answer.status());
        assertEquals("", answer.response().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "%201", "9999999999999999999", "1&after=1"})
    void what_is_no_number_of_an_event_is_refused(String after) {
        Answer answer = asking(jobs.in(JobStatus.COMPLETED, client.id()), "?after=" + after)
                .send();

        assertEquals(400, answer.status());
        assertEquals("validation_failed", answer.code());
        assertEquals("/after", answer.body().at("/errors/0/pointer").asText());
    }

    @Test
    void an_event_that_the_job_never_had_is_refused() {
        for (JobStatus status : List.of(JobStatus.QUEUED, JobStatus.COMPLETED)) {
            String job = jobs.in(status, client.id());
            for (String after : List.of("4", "2147483648", "999999999999999999")) {
                Answer answer = asking(job, "").header("Last-Event-ID", after).send();
                assertEquals(400, answer.status());
                assertEquals(
                        "/Last-Event-ID", answer.body().at("/errors/0/pointer").asText());
                assertEquals("out_of_range", answer.body().at("/errors/0/code").asText());
            }
        }
    }

    @Test
    void whether_to_see_drafts_is_true_or_false() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        for (String drafts : List.of("no", "TRUE", "true&drafts=true")) {
            Answer answer = asking(job, "?drafts=" + drafts).send();
            assertEquals(400, answer.status(), drafts);
            assertEquals("/drafts", answer.body().at("/errors/0/pointer").asText());
        }
    }

    @Test
    void a_job_that_is_unknown_malformed_or_anothers_is_not_found() {
        String anothers = jobs.in(JobStatus.COMPLETED, clients.withEveryScope().id());

        for (String id : List.of(anothers, UUID.randomUUID().toString(), "x")) {
            Answer answer = asking(id, "").send();
            assertEquals(404, answer.status());
            assertEquals("job_not_found", answer.code());
            assertEquals(404, asking(id, "").method("HEAD").probe());
        }
    }

    @Test
    void a_stream_needs_a_key_that_may_read() {
        String path = TicketsClient.JOBS + "/" + jobs.in(JobStatus.COMPLETED, client.id()) + "/events";

        for (String method : List.of("GET", "HEAD")) {
            assertEquals(401, http.ask(path).method(method).probe());
            assertEquals(
                    403,
                    http.ask(path)
                            .as(clients.keyOf(client.id(), Scope.TICKETS_SUBMIT))
                            .method(method)
                            .probe());
        }
    }

    @Test
    void a_stream_is_served_as_events_and_as_nothing_else() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        for (String accept :
                List.of("text/event-stream", "*/*", "text/*", "application/json, text/event-stream;q=0.1")) {
            assertEquals(200, asking(job, "").header("Accept", accept).probe(), accept);
        }
        Answer json = asking(job, "").header("Accept", "application/json").send();
        assertEquals(406, json.status());
        assertEquals("not_acceptable", json.code());
        Answer posted = asking(job, "").method("POST").send();
        assertEquals(405, posted.status());
        assertEquals("GET, HEAD, OPTIONS", posted.header("Allow").orElseThrow());
    }

    @Test
    void a_stream_can_be_asked_about_without_opening_one() {
        Answer head = asking(jobs.in(JobStatus.RUNNING, client.id()), "")
                .method("HEAD")
                .send();

        assertEquals(200, head.status());
        assertTrue(head.header("Content-Type").orElse("").startsWith("text/event-stream"));
        assertEquals("", head.response().body());
    }

    @Test
    void a_job_that_is_erased_ends_its_stream_without_a_last_event() throws InterruptedException {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        try (Sse stream = watch(job, "")) {
            stream.next();
            jobs.count(
                    "with gone as (delete from job where id = $1 returning 1) select count(*) from gone",
                    UUID.fromString(job));

            assertNull(stream.next());
        }
    }

    @Test
    void more_streams_than_there_are_connections_to_the_database_all_hear_of_what_happens()
            throws InterruptedException {
        List<ClientWithKey> watchers =
                IntStream.range(0, 6).mapToObj(i -> clients.withEveryScope()).toList();
        List<Sse> streams = new ArrayList<>();
        List<String> watched = new ArrayList<>();
        for (ClientWithKey watcher : watchers) {
            String job = jobs.in(JobStatus.RUNNING, watcher.id());
            watched.add(job);
            IntStream.range(0, 5).forEach(i -> streams.add(Sse.open(http.base(), watcher, job, "?after=2")));
        }

        for (int i = 0; i < watched.size(); i++) {
            http.cancel(watchers.get(i), watched.get(i));
        }

        for (Sse stream : streams) {
            assertEquals("cancelling", stream.next().status());
            stream.close();
        }
    }

    /** Whatever is written while a stream reads, it tells every event once and in order. */
    @Test
    void a_stream_that_races_its_job_misses_nothing() throws InterruptedException {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        Lease lease = claimed(job);
        CompletableFuture<Void> working = CompletableFuture.runAsync(() -> {
            IntStream.rangeClosed(1, 250)
                    .forEach(i -> beat(lease, new JobProgress(JobProgress.Phase.DRAFTING, i % 100, i, null)));
            Jobs.await(store.completed(lease, 1, Jobs.RESULT, HALF));
        });
        List<Event> events;
        try (Sse stream = watch(job, "")) {
            events = stream.rest();
        }
        working.join();

        assertEquals(
                IntStream.rangeClosed(1, 253).mapToObj(String::valueOf).toList(),
                events.stream().map(Event::id).toList());
        assertEquals("job.terminal", events.getLast().name());
        assertEquals(
                IntStream.rangeClosed(1, 250).boxed().toList(),
                events.subList(2, 252).stream()
                        .map(event ->
                                event.data().at("/job/progress/tickets_drafted").asInt())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void a_job_says_where_its_events_are(JobStatus status) {
        String job = jobs.in(status, client.id());

        String path = http.status(client, job).body().path("events_url").asText();

        assertEquals(200, http.ask(path).as(client).method("HEAD").send().status());
    }
}
