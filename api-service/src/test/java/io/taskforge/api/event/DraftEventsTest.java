package io.taskforge.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Sse;
import io.taskforge.api.fixture.Sse.Event;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.Lease;
import io.taskforge.model.job.NewDrafts;
import io.taskforge.tickets.v1.JobEvent;
import io.taskforge.tickets.v1.WatchJobRequest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts are told as they are written, over both doors, to whoever wants them. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class DraftEventsTest {

    private static final JobProgress DONE = new JobProgress(JobProgress.Phase.DONE, 100, 1, null);

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    JobStore store;

    private ClientWithKey client;
    private String job;

    @BeforeEach
    void aJob() {
        client = clients.withEveryScope();
        job = jobs.in(JobStatus.QUEUED, client.id());
    }

    private Lease claimed() {
        return jobs.claimed(JobId.parse(job).orElseThrow());
    }

    private Sse watch(String query, String... headers) {
        return Sse.open(http.base(), client, job, query, headers);
    }

    private static List<String> told(List<Event> events) {
        return events.stream().map(event -> event.id() + " " + event.name()).toList();
    }

    private List<JobEvent> call(boolean drafts, long after) {
        List<JobEvent> events = new ArrayList<>();
        rpc.as(client)
                .watchJob(WatchJobRequest.newBuilder()
                        .setJobId(job)
                        .setIncludeDrafts(drafts)
                        .setAfterSequence(after)
                        .build())
                .forEachRemaining(events::add);
        return events;
    }

    @Test
    void a_draft_is_told_as_it_is_written() throws InterruptedException {
        try (Sse stream = watch("")) {
            stream.next();
            Lease lease = claimed();
            stream.next();
            jobs.drafted(lease, "Balance");

            Event draft = stream.next();
            assertEquals("3", draft.id());
            assertEquals("ticket.draft", draft.name());
            assertEquals("Balance", draft.data().at("/draft/title").asText());
            assertEquals(
                    "One.\n\nTwo é😀.", draft.data().at("/draft/description").asText());
            assertEquals(0.5, draft.data().at("/draft/metadata/confidence").asDouble());
            assertEquals(1, draft.data().path("attempt").asInt());
            assertFalse(draft.data().has("job"));
            Event progress = stream.next();
            assertEquals("job.progress", progress.name());
            assertEquals(1, progress.data().at("/job/progress/tickets_drafted").asInt());
            assertFalse(progress.data().has("attempt"));
        }
    }

    @Test
    void drafts_of_a_new_attempt_follow_those_of_the_first() throws InterruptedException {
        Lease first = claimed();
        jobs.drafted(first, "Balance", "Print");
        Jobs.await(store.handedBack(first));
        Lease second = claimed();
        jobs.drafted(second, "Balance again");
        Jobs.await(store.completed(second, 2, Jobs.RESULT, DONE));

        try (Sse stream = watch("")) {
            assertEquals(
                    List.of("1 Balance", "1 Print", "2 Balance again"),
                    stream.rest().stream()
                            .filter(event -> event.name().equals("ticket.draft"))
                            .map(event -> event.data().path("attempt").asInt() + " "
                                    + event.data().at("/draft/title").asText())
                            .toList());
        }
    }

    @Test
    void a_stream_goes_on_in_the_midst_of_drafts() throws InterruptedException {
        Lease lease = claimed();
        jobs.drafted(lease, "Balance", "Print", "Export");
        Jobs.await(store.completed(lease, 1, Jobs.RESULT, DONE));

        try (Sse stream = watch("", "Last-Event-ID", "4")) {
            assertEquals(List.of("5 ticket.draft", "6 job.progress", "7 job.terminal"), told(stream.rest()));
        }
        assertEquals(
                List.of(5L, 6L, 7L),
                call(true, 4).stream().map(JobEvent::getSequence).toList());
    }

    @Test
    void whoever_wants_no_drafts_is_told_the_rest_and_waits_for_what_comes_next() throws InterruptedException {
        Lease lease = claimed();
        try (Sse stream = watch("?drafts=false")) {
            stream.next();
            stream.next();
            // Nothing but drafts: the newest event is one that is left out.
            Jobs.await(store.heartbeat(lease, Optional.empty(), new NewDrafts(List.of("{}", "{}"), Optional.empty())));
            jobs.drafted(lease, "Balance", "Print");
            Event progress = stream.next();
            assertEquals("7 job.progress", progress.id() + " " + progress.name());
            Jobs.await(store.completed(lease, 1, Jobs.RESULT, DONE));

            assertEquals(List.of("8 job.terminal"), told(stream.rest()));
        }
        try (Sse resumed = watch("?drafts=false&after=4")) {
            assertEquals(List.of("7 job.progress", "8 job.terminal"), told(resumed.rest()));
        }
    }

    @Test
    void more_drafts_than_are_read_at_once_hide_nothing_behind_them() throws InterruptedException {
        Lease lease = claimed();
        String[] titles = IntStream.rangeClosed(1, JobStream.AT_ONCE + 20)
                .mapToObj(i -> "T" + i)
                .toArray(String[]::new);
        jobs.drafted(lease, titles);
        Jobs.await(store.completed(lease, 1, Jobs.RESULT, DONE));

        for (String query : List.of("?drafts=true", "?drafts=false")) {
            try (Sse stream = watch(query)) {
                List<Event> events = stream.rest();
                assertEquals(query.endsWith("true") ? 4 + titles.length : 4, events.size());
                assertEquals("job.terminal", events.getLast().name());
            }
        }
    }

    @Test
    void over_grpc_drafts_are_told_to_whoever_asks_for_them() {
        Lease lease = claimed();
        jobs.drafted(lease, "Balance");
        Jobs.await(store.completed(lease, 1, Jobs.RESULT, DONE));

        JobEvent draft = call(true, 0).get(2);
        assertEquals("ticket.draft", draft.getType());
        assertEquals(1, draft.getAttempt());
        assertTrue(draft.hasDraft());
        assertFalse(draft.hasJob());
        assertEquals("Balance", draft.getDraft().getTitle());
        assertEquals("high", draft.getDraft().getPriority());
        assertEquals(3, draft.getDraft().getStoryPoints());
        assertEquals(
                List.of("job.status", "job.status", "job.progress", "job.terminal"),
                call(false, 0).stream().map(JobEvent::getType).toList());
    }
}
