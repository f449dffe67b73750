package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobEventsTest {

    private static final JobProgress HALF = new JobProgress(JobProgress.Phase.DRAFTING, 50, 3, null);

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    private static JobHistory after(JobDatabase.Fixture job, int known) {
        return await(jobs.events().after(jobs.client(), job.id(), known, 100, true))
                .orElseThrow();
    }

    @Test
    void an_event_shows_the_job_as_it_stood_then() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        await(jobs.store().heartbeat(job.lease(), Optional.of(HALF)));
        await(jobs.store().handedBack(job.lease()));
        Lease again = jobs.claim(job.id());
        await(jobs.store().completed(again, 2, "{}", HALF));

        List<JobEvent> events = after(job, 0).events();

        assertEquals(
                List.of("queued 0", "running 1", "running 1", "queued 1", "running 2", "completed 2"),
                events.stream()
                        .map(event ->
                                event.job().status().word() + " " + event.job().attempt())
                        .toList());
        assertEquals(
                List.of(
                        JobEvent.Kind.STATUS,
                        JobEvent.Kind.STATUS,
                        JobEvent.Kind.PROGRESS,
                        JobEvent.Kind.STATUS,
                        JobEvent.Kind.STATUS,
                        JobEvent.Kind.TERMINAL),
                events.stream().map(JobEvent::kind).toList());
        assertEquals(
                IntStream.rangeClosed(1, 6).boxed().toList(),
                events.stream().map(JobEvent::sequence).toList());
        assertEquals(HALF, events.get(2).job().progress());
        assertNull(events.get(1).job().progress());
        assertNull(events.getFirst().job().startedAt());
        assertNotNull(events.get(1).job().startedAt());
        assertNull(events.get(4).job().finishedAt());
        assertNotNull(events.get(5).job().finishedAt());
        assertEquals(events.get(3).at(), events.get(3).job().updatedAt());
    }

    @Test
    void a_job_being_cancelled_is_as_far_as_it_was() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        await(jobs.store().heartbeat(job.lease(), Optional.of(HALF)));
        await(jobs.store().cancelRequested(job.client(), job.id()));

        Job cancelling = after(job, 3).events().getFirst().job();

        assertEquals(JobStatus.CANCELLING, cancelling.status());
        assertEquals(HALF, cancelling.progress());
        assertNotNull(cancelling.cancelRequestedAt());
    }

    @Test
    void a_history_goes_on_after_what_is_known_and_stops_at_what_was_asked_for() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);

        assertEquals(2, after(job, 1).events().size());
        assertEquals(0, after(job, 3).events().size());
        assertEquals(3, after(job, 3).newest());
        assertEquals(JobStatus.COMPLETED, after(job, 3).job().status());
        JobHistory two =
                await(jobs.events().after(jobs.client(), job.id(), 0, 2, true)).orElseThrow();
        assertEquals(2, two.events().getLast().sequence());
    }

    @Test
    void anothers_job_has_no_history() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);

        assertTrue(await(jobs.events().after(jobs.newClient(), job.id(), 0, 100, true))
                .isEmpty());
    }

    @Test
    void the_newest_events_of_many_jobs_are_found_at_once() {
        JobDatabase.Fixture queued = jobs.in(JobStatus.QUEUED);
        JobDatabase.Fixture completed = jobs.in(JobStatus.COMPLETED);

        assertEquals(
                Map.of(queued.id(), 1, completed.id(), 3),
                await(jobs.events().newest(List.of(queued.id(), completed.id(), new JobId(UUID.randomUUID())))));
    }

    @Test
    void an_input_is_what_was_submitted_until_it_is_erased() {
        JobDatabase.Fixture job = jobs.in(JobStatus.FAILED);

        JobInput kept =
                await(jobs.queries().jobWithInput(jobs.client(), job.id())).orElseThrow();
        assertEquals(jobs.newJob().spec(), kept.spec().orElseThrow());
        for (String erased : List.of("input_erased_at = now()", "input_erased_at = null, title = null")) {
            jobs.set(job.id(), erased);
            assertTrue(await(jobs.queries().jobWithInput(jobs.client(), job.id()))
                    .orElseThrow()
                    .spec()
                    .isEmpty());
        }
        assertTrue(
                await(jobs.queries().jobWithInput(jobs.newClient(), job.id())).isEmpty());
    }
}
