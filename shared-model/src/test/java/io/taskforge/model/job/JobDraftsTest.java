package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Drafts are told as they are written, and kept for the case that the job has no result. */
class JobDraftsTest {

    private static final JobProgress HALF = new JobProgress(JobProgress.Phase.DRAFTING, 50, 2, null);

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    private static NewDrafts drafts(int howMany, String body) {
        return new NewDrafts(
                IntStream.rangeClosed(1, howMany)
                        .mapToObj("{\"external_id\": \"SPEC-%d\"}"::formatted)
                        .toList(),
                Optional.of(new NewDrafts.Partial(howMany, body)));
    }

    private static HeartbeatOutcome beat(Lease lease, NewDrafts drafts) {
        return await(jobs.store().heartbeat(lease, Optional.of(HALF), drafts));
    }

    private static void fail(Lease lease, boolean retry) {
        await(jobs.store().failed(lease, new JobError("model_unavailable", "The model is away.", true), retry));
    }

    private static Optional<StoredResult> partial(JobDatabase.Fixture job) {
        return await(jobs.queries().partialResult(jobs.client(), job.id()));
    }

    private static JobQueries.JobWithResult read(JobDatabase.Fixture job) {
        return await(jobs.queries().jobWithResult(jobs.client(), job.id())).orElseThrow();
    }

    private static long rows(JobDatabase.Fixture job) {
        return jobs.one("select count(*) as n from job_partial where job_id = '" + job.id() + "'")
                .getLong("n");
    }

    private static List<JobEvent> events(JobDatabase.Fixture job, boolean withDrafts) {
        return await(jobs.events().after(jobs.client(), job.id(), 0, 100, withDrafts))
                .orElseThrow()
                .events();
    }

    @Test
    void drafts_are_events_in_order_and_without_gaps_before_the_progress_that_counts_them() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);

        assertEquals(HeartbeatOutcome.KEPT, beat(job.lease(), drafts(2, "{}")));

        List<JobEvent> events = events(job, true);
        assertEquals(
                List.of("1 STATUS", "2 STATUS", "3 DRAFT", "4 DRAFT", "5 PROGRESS"),
                events.stream()
                        .map(event -> event.sequence() + " " + event.kind())
                        .toList());
        assertEquals(
                List.of("{\"external_id\": \"SPEC-1\"}", "{\"external_id\": \"SPEC-2\"}"),
                events.stream().flatMap(event -> event.draft().stream()).toList());
        assertEquals(1, events.get(2).job().attempt());
        assertEquals(JobStatus.RUNNING, events.get(2).job().status());
        assertEquals(HALF, events.get(4).job().progress());
        assertEquals(5, jobs.row(job.id()).getInteger("event_seq"));
    }

    @Test
    void what_one_heartbeat_tells_is_timed_in_the_order_of_its_numbers() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);

        beat(job.lease(), drafts(50, "{}"));

        assertEquals(
                0,
                jobs.one("select count(*) as n from job_event later join job_event earlier"
                                + " on earlier.job_id = later.job_id and earlier.seq < later.seq"
                                + " where later.job_id = '" + job.id() + "' and later.at < earlier.at")
                        .getLong("n"));
    }

    @Test
    void drafts_without_news_of_the_progress_are_told_all_the_same() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), NewDrafts.NONE);

        await(jobs.store()
                .heartbeat(job.lease(), Optional.empty(), new NewDrafts(List.of("{\"a\": 1}"), Optional.empty())));
        beat(job.lease(), new NewDrafts(List.of("{\"a\": 2}"), Optional.empty()));

        assertEquals(
                List.of("3 PROGRESS", "4 DRAFT", "5 DRAFT"),
                events(job, true).stream()
                        .skip(2)
                        .map(event -> event.sequence() + " " + event.kind())
                        .toList());
    }

    @Test
    void a_history_can_leave_drafts_out() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(3, "{}"));

        assertEquals(
                List.of(1, 2, 6),
                events(job, false).stream().map(JobEvent::sequence).toList());
    }

    @Test
    void a_job_being_cancelled_is_still_told_of_drafts_and_is_as_far_as_it_was() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), NewDrafts.NONE);
        await(jobs.store().cancelRequested(jobs.client(), job.id()));

        assertEquals(HeartbeatOutcome.CANCEL_REQUESTED, beat(job.lease(), drafts(1, "{}")));

        List<JobEvent> events = events(job, true);
        assertEquals(HALF, events.get(3).job().progress());
        assertEquals(JobEvent.Kind.DRAFT, events.get(4).kind());
        assertEquals(JobStatus.CANCELLING, events.get(4).job().status());
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "CANCELLED", "EXPIRED"})
    void a_job_that_ends_without_a_result_keeps_its_drafts(JobStatus end) {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(2, "{\"tickets\": 2}"));
        await(jobs.store().handedBack(job.lease()));

        jobs.end(job, end);

        StoredResult kept = partial(job).orElseThrow();
        assertEquals("{\"tickets\": 2}", kept.body());
        assertEquals(HexFormat.of().formatHex(Sha256.of(kept.body())), kept.sha256());
        assertTrue(read(job).draftsKept());
        assertTrue(read(job).result().isEmpty());
        assertTrue(
                await(jobs.queries().partialResult(jobs.newClient(), job.id())).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"FAILED", "CANCELLED", "EXPIRED"})
    void a_job_that_drafted_nothing_keeps_nothing(JobStatus end) {
        JobDatabase.Fixture job = jobs.in(end);

        assertTrue(partial(job).isEmpty());
        assertFalse(read(job).draftsKept());
    }

    @Test
    void drafts_of_a_job_that_may_still_complete_are_not_shown() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(1, "{}"));

        assertTrue(partial(job).isEmpty());
        await(jobs.store().handedBack(job.lease()));
        assertTrue(partial(job).isEmpty());
        assertEquals(1, rows(job), "they outlive the run");
    }

    @Test
    void a_completed_job_has_a_result_and_no_drafts_beside_it() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(2, "{}"));

        assertTrue(await(jobs.store().completed(job.lease(), 1, "{\"whole\": true}", HALF)));

        assertEquals(0, rows(job));
        assertFalse(read(job).draftsKept());
    }

    @Test
    void drafts_that_a_late_heartbeat_left_beside_a_result_are_none() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);
        jobs.one("insert into job_partial (job_id, attempt, tickets, body, sha256) values ('" + job.id()
                + "', 1, 1, '{}', sha256('x')) returning job_id");

        assertFalse(read(job).draftsKept());
        assertEquals(Optional.empty(), partial(job));
    }

    @Test
    void within_one_run_the_newest_drafts_replace_the_earlier_ones_also_when_two_became_one() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(3, "{\"n\": 3}"));
        beat(job.lease(), drafts(2, "{\"n\": 2}"));
        fail(job.lease(), false);

        assertEquals("{\"n\": 2}", partial(job).orElseThrow().body());
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 3", "4, 4"})
    void a_later_run_replaces_them_once_it_has_as_many(int drafted, int kept) {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(3, "{\"n\": 3, \"run\": 1}"));
        await(jobs.store().handedBack(job.lease()));
        Lease second = jobs.claim(job.id());
        beat(second, drafts(drafted, "{\"n\": " + drafted + ", \"run\": 2}"));
        fail(second, false);

        int run = drafted >= 3 ? 2 : 1;
        assertEquals(
                "{\"n\": " + kept + ", \"run\": " + run + "}",
                partial(job).orElseThrow().body());
    }

    @Test
    void a_worker_that_lost_its_lease_tells_of_no_draft_and_keeps_none() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        jobs.set(job.id(), "lease_until = now() - interval '1 second'");
        await(jobs.store().leasesExpired(1_000));
        long events = events(job, true).size();

        assertEquals(HeartbeatOutcome.LOST, beat(job.lease(), drafts(2, "{}")));

        assertEquals(events, events(job, true).size());
        assertEquals(0, rows(job));
    }

    @Test
    void drafts_survive_a_worker_that_falls_silent() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(2, "{\"n\": 2}"));
        jobs.set(job.id(), "crashes = 99, lease_until = now() - interval '1 second'");
        await(jobs.store().leasesExpired(1_000));

        assertEquals(JobStatus.FAILED, jobs.statusOf(job.id()));
        assertEquals("{\"n\": 2}", partial(job).orElseThrow().body());
    }

    @Test
    void drafts_go_with_the_events_when_a_result_would() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(2, "{}"));
        fail(job.lease(), false);
        assertEquals(0, await(jobs.retention().eventTimesPassed(100)));
        assertEquals(1, rows(job));
        jobs.set(job.id(), "finished_at = now() - interval '30 days 1 second'");

        assertEquals(1, await(jobs.retention().eventTimesPassed(100)));

        assertEquals(0, rows(job));
        assertEquals(
                List.of(JobEvent.Kind.TERMINAL),
                events(job, true).stream().map(JobEvent::kind).toList());
    }

    @Test
    void drafts_that_were_left_behind_go_with_their_jobs_record() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        beat(job.lease(), drafts(2, "{}"));
        fail(job.lease(), false);
        jobs.set(job.id(), "finished_at = now() - interval '90 days 1 second'");

        assertEquals(1, await(jobs.retention().recordTimesPassed(100)));

        assertEquals(0, rows(job));
    }

    @Test
    void a_deadline_that_the_client_set_is_its_budget_and_the_services_own_is_not() {
        JobDatabase.Fixture own = jobs.in(JobStatus.RUNNING);
        JobDatabase.Fixture services = jobs.in(JobStatus.RUNNING);
        jobs.set(own.id(), "options = '{\"budget\": {\"max_duration_seconds\": 30}}'");
        for (JobDatabase.Fixture job : List.of(own, services)) {
            jobs.set(job.id(), "deadline_at = now() - interval '1 minute'");
        }

        await(jobs.store().deadlinesPassed(1_000));

        assertEquals(JobError.BUDGET_EXHAUSTED, read(own).job().error());
        assertEquals(JobError.GENERATION_TIMEOUT, read(services).job().error());
    }

    @Test
    void a_budget_of_attempts_counts_failures_and_neither_crashes_nor_hand_backs() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        jobs.set(job.id(), "options = '{\"budget\": {\"max_attempts\": 2}}'");
        await(jobs.store().handedBack(job.lease()));
        jobs.claim(job.id());
        jobs.set(job.id(), "lease_until = now() - interval '1 second'");
        await(jobs.store().leasesExpired(1_000));

        fail(jobs.claim(job.id()), true);
        assertEquals(JobStatus.QUEUED, jobs.statusOf(job.id()));
        jobs.set(job.id(), "available_at = now()");
        fail(jobs.claim(job.id()), true);

        assertEquals(JobStatus.FAILED, jobs.statusOf(job.id()));
        assertEquals(4, jobs.row(job.id()).getInteger("attempt"));
    }

    @Test
    void an_event_has_a_draft_exactly_when_it_tells_of_one() {
        JobEvent draft = events(jobs.in(JobStatus.RUNNING), true).getFirst();

        for (JobEvent.Kind kind : JobEvent.Kind.values()) {
            Optional<String> wrong = kind == JobEvent.Kind.DRAFT ? Optional.empty() : Optional.of("{}");
            assertThrows(IllegalArgumentException.class, () -> new JobEvent(1, draft.at(), kind, draft.job(), wrong));
        }
    }
}
