package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobStoreTest {

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    @Test
    void parallel_claims_of_one_job_give_one_lease() {
        Job job = accepted(jobs.newJob());

        List<Optional<ClaimedJob>> claims =
                JobDatabase.inParallel(20, () -> jobs.store().claimed(job.id(), "w"));

        assertEquals(1, claims.stream().filter(Optional::isPresent).count());
        assertEquals(1, jobs.row(job.id()).getInteger("attempt"));
    }

    @Test
    void a_claim_brings_what_the_worker_needs() {
        Job job = accepted(jobs.newJob("claimed-key", "Print the ledger.\nTwice."));

        ClaimedJob claimed = await(jobs.store().claimed(job.id(), "w")).orElseThrow();

        assertEquals("Print the ledger.\nTwice.", claimed.spec().text());
        assertEquals("Ledger", claimed.spec().title());
        assertEquals(1, claimed.attempt());
    }

    @Test
    void the_next_claim_takes_the_job_that_was_submitted_first_also_when_it_has_run_before() {
        JobDatabase.Fixture lost = jobs.in(JobStatus.RUNNING);
        JobDatabase.Fixture pausing = jobs.in(JobStatus.QUEUED);
        JobDatabase.Fixture younger = jobs.in(JobStatus.QUEUED);
        jobs.set(pausing.id(), "available_at = now() + interval '1 hour'");
        jobs.set(lost.id(), "lease_until = now() - interval '1 second'");
        await(jobs.store().leasesExpired(1_000));

        List<JobId> claimed = new ArrayList<>();
        await(jobs.store().claimedNext("w"))
                .ifPresent(each -> claimed.add(each.lease().jobId()));
        while (!claimed.getLast().equals(younger.id())) {
            claimed.add(
                    await(jobs.store().claimedNext("w")).orElseThrow().lease().jobId());
        }

        assertEquals(claimed.size() - 2, claimed.indexOf(lost.id()), "others have left older ones");
        assertFalse(claimed.contains(pausing.id()));
    }

    @Test
    void a_worker_that_lost_its_lease_can_only_fail_to_write() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        jobs.set(job.id(), "lease_until = now() - interval '1 second'");
        await(jobs.store().leasesExpired(1_000));
        Lease successor = jobs.claim(job.id());

        assertEquals(HeartbeatOutcome.LOST, await(jobs.store().heartbeat(job.lease(), Optional.empty())));
        assertFalse(await(jobs.store().completed(job.lease(), 1, "{\"stale\":true}", JobProgress.WAITING)));
        assertFalse(await(jobs.store().handedBack(job.lease())));
        assertEquals(
                FailureOutcome.LOST,
                await(jobs.store().failed(job.lease(), new JobError("internal_error", "late", false), false)));
        assertTrue(await(jobs.store().completed(successor, 2, "{\"fresh\":true}", JobProgress.WAITING)));
        assertEquals(
                "{\"fresh\":true}",
                await(jobs.queries().jobWithResult(jobs.client(), job.id()))
                        .orElseThrow()
                        .result()
                        .orElseThrow()
                        .body());
    }

    @Test
    void a_completion_asked_again_after_its_answer_got_lost_is_still_won() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        assertTrue(await(jobs.store().completed(job.lease(), 1, "{\"once\":1}", JobProgress.WAITING)));

        assertTrue(await(jobs.store().completed(job.lease(), 1, "{\"once\":1}", JobProgress.WAITING)));

        assertFalse(await(jobs.store().completed(job.lease(), 1, "{\"another\":1}", JobProgress.WAITING)));
        assertEquals(1, count("job_result", job.id()));
    }

    @Test
    void a_claim_waits_for_who_else_has_the_row() {
        JobDatabase.Fixture job = jobs.in(JobStatus.QUEUED);
        Uni<Optional<ClaimedJob>> claim = jobs.pool()
                .withTransaction(connection -> connection
                        .query("update job set updated_at = now() where id = '" + job.id() + "'")
                        .execute()
                        .map(noted -> jobs.store().claimed(job.id(), "w").subscribeAsCompletionStage())
                        .call(claimed -> connection.query("select 1").execute()))
                .flatMap(claimed -> Uni.createFrom().completionStage(claimed));

        assertTrue(await(claim).isPresent());
    }

    @Test
    void a_job_handed_back_after_its_time_in_the_queue_does_not_expire_at_once() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        jobs.set(job.id(), "expires_at = now() - interval '1 minute'");

        await(jobs.store().handedBack(job.lease()));
        await(jobs.store().queueTimesPassed(1_000));

        assertEquals(JobStatus.QUEUED, jobs.statusOf(job.id()));
    }

    @Test
    void letters_that_look_like_an_escaped_nul_stay_and_a_real_one_goes() throws Exception {
        ObjectMapper json = new ObjectMapper();

        assertEquals("[\"\\\\u0000\"]", StoredJson.write(json, List.of("\\u0000")));
        assertEquals("[\"ab\"]", StoredJson.write(json, List.of("a\0b")));
        assertEquals(
                "\\u0000",
                json.readTree(StoredJson.write(json, List.of("\\u0000\0")))
                        .get(0)
                        .asText());
    }

    @Test
    void a_first_lost_lease_is_queued_at_once_and_rings() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        jobs.set(job.id(), "lease_until = now() - interval '1 second'");

        await(jobs.store().leasesExpired(1_000));

        assertEquals(1, jobs.row(job.id()).getInteger("crashes"));
        assertEquals(0, jobs.row(job.id()).getInteger("failures"));
        assertEquals(2, count("outbox", job.id()));
        assertTrue(await(jobs.store().claimed(job.id(), "w")).isPresent());
    }

    @Test
    void the_third_lost_lease_is_poison() {
        JobDatabase.Fixture job = jobs.in(JobStatus.QUEUED);
        for (int crash = 1; crash <= 3; crash++) {
            jobs.set(job.id(), "available_at = now()");
            jobs.claim(job.id());
            jobs.set(job.id(), "lease_until = now() - interval '1 second'");
            await(jobs.store().leasesExpired(1_000));
        }

        Job ended = await(jobs.queries().job(jobs.client(), job.id())).orElseThrow();
        assertEquals(JobStatus.FAILED, ended.status());
        assertEquals("worker_lost", ended.error().code());
    }

    @Test
    void a_failure_worth_a_retry_waits_within_the_backoff_and_spends_the_budget() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        JobError error = new JobError("model_unavailable", "The model is away.", true);

        assertEquals(FailureOutcome.RETRIED, await(jobs.store().failed(job.lease(), error, true)));
        Instant again = jobs.row(job.id()).getOffsetDateTime("available_at").toInstant();
        Instant now = jobs.one("select now() as now").getOffsetDateTime("now").toInstant();
        assertTrue(
                Duration.between(now, again).compareTo(Duration.ofSeconds(5)) <= 0, "the first backoff is up to 5 s");

        for (int failure = 2; failure <= 3; failure++) {
            jobs.set(job.id(), "available_at = now()");
            await(jobs.store().failed(jobs.claim(job.id()), error, true));
        }
        assertEquals(JobStatus.FAILED, jobs.statusOf(job.id()));
        assertEquals(3, jobs.row(job.id()).getInteger("failures"));
    }

    @Test
    void a_hand_back_touches_no_budget() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);

        assertTrue(await(jobs.store().handedBack(job.lease())));

        assertEquals(JobStatus.QUEUED, jobs.statusOf(job.id()));
        assertEquals(
                0,
                jobs.row(job.id()).getInteger("failures") + jobs.row(job.id()).getInteger("crashes"));
        assertEquals(2, count("outbox", job.id()));
    }

    @Test
    void a_heartbeat_shows_progress_and_brings_back_a_cancel() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        JobProgress progress = new JobProgress(JobProgress.Phase.DRAFTING, 40, 3, "drafting ticket 4 of 9");

        assertEquals(HeartbeatOutcome.KEPT, await(jobs.store().heartbeat(job.lease(), Optional.of(progress))));
        assertEquals(
                progress,
                await(jobs.queries().job(jobs.client(), job.id())).orElseThrow().progress());

        await(jobs.store().cancelRequested(jobs.client(), job.id()));
        assertEquals(HeartbeatOutcome.CANCEL_REQUESTED, await(jobs.store().heartbeat(job.lease(), Optional.empty())));
    }

    @Test
    void progress_that_is_news_is_an_event_and_a_mere_beat_is_none() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        JobProgress progress = new JobProgress(JobProgress.Phase.DRAFTING, 40, 3, null);

        await(jobs.store().heartbeat(job.lease(), Optional.of(progress)));
        await(jobs.store().heartbeat(job.lease(), Optional.of(progress)));
        await(jobs.store().heartbeat(job.lease(), Optional.empty()));

        assertEquals(3, count("job_event", job.id()));
        assertEquals(3, jobs.row(job.id()).getInteger("event_seq"));
        assertTrue(await(jobs.store().completed(job.lease(), 1, "{}", JobProgress.WAITING)));
    }

    @Test
    void a_callback_is_due_with_the_transition_that_ends_its_job_and_not_before() {
        for (JobStatus end : List.of(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.EXPIRED)) {
            JobDatabase.Fixture job = jobs.in(JobStatus.QUEUED);
            jobs.set(job.id(), "callback_url = 'https://client.example/{job_id}'");
            assertEquals(0, count("callback_delivery", job.id()));
            assertEquals(
                    CallbackState.notDue("https://client.example/{job_id}"),
                    await(jobs.queries().job(jobs.client(), job.id()))
                            .orElseThrow()
                            .callback());

            jobs.end(job, end);

            assertEquals(1, count("callback_delivery", job.id()), end.word());
            CallbackState due = await(jobs.queries().job(jobs.client(), job.id()))
                    .orElseThrow()
                    .callback();
            assertEquals(CallbackState.Status.PENDING, due.status());
            assertNotNull(due.nextAttemptAt());
        }
    }

    @Test
    void a_job_without_a_callback_has_none_to_deliver() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);

        assertEquals(0, count("callback_delivery", job.id()));
        assertNull(
                await(jobs.queries().job(jobs.client(), job.id())).orElseThrow().callback());
    }

    @Test
    void a_completed_job_says_how_long_its_result_is_kept() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);

        Job completed = await(jobs.queries().job(jobs.client(), job.id())).orElseThrow();
        assertEquals(Duration.ofDays(30), Duration.between(completed.finishedAt(), completed.resultExpiresAt()));
    }

    @Test
    void a_heartbeat_after_the_deadline_says_so() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        jobs.set(job.id(), "deadline_at = now() - interval '1 second'");

        assertEquals(HeartbeatOutcome.OVERDUE, await(jobs.store().heartbeat(job.lease(), Optional.empty())));
    }

    @Test
    void a_cancel_races_a_completion_and_exactly_one_wins() {
        for (int round = 0; round < 20; round++) {
            JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
            Uni<Boolean> completed = jobs.store().completed(job.lease(), 1, "{}", JobProgress.WAITING);
            Uni<CancelOutcome> cancelled = jobs.store().cancelRequested(job.client(), job.id());

            var both = await(Uni.combine().all().unis(completed, cancelled).asTuple());

            assertNotEquals(both.getItem1(), both.getItem2() instanceof CancelOutcome.Cancelled);
            assertEquals(both.getItem1() ? 1 : 0, count("job_result", job.id()));
        }
    }

    @Test
    void a_cancel_races_a_claim_and_is_heard_by_whoever_won() {
        for (int round = 0; round < 200; round++) {
            JobDatabase.Fixture job = jobs.in(JobStatus.QUEUED);
            Uni<Optional<ClaimedJob>> claimed = jobs.store().claimed(job.id(), "w");
            Uni<CancelOutcome> cancelled = jobs.store().cancelRequested(job.client(), job.id());

            var both = await(Uni.combine().all().unis(claimed, cancelled).asTuple());

            assertInstanceOf(CancelOutcome.Cancelled.class, both.getItem2());
            assertEquals(
                    both.getItem1().isPresent() ? JobStatus.CANCELLING : JobStatus.CANCELLED, jobs.statusOf(job.id()));
        }
    }

    @Test
    void a_cancel_races_the_end_of_a_run_and_is_never_lost() {
        JobError error = new JobError("model_unavailable", "The model is away.", true);
        for (int round = 0; round < 200; round++) {
            JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
            Uni<?> ended = round % 2 == 0
                    ? jobs.store().failed(job.lease(), error, true)
                    : jobs.store().handedBack(job.lease());

            await(Uni.combine()
                    .all()
                    .unis(ended, jobs.store().cancelRequested(job.client(), job.id()))
                    .asTuple());

            assertEquals(JobStatus.CANCELLED, jobs.statusOf(job.id()));
        }
    }

    @Test
    void another_client_finds_and_cancels_nothing() {
        JobDatabase.Fixture job = jobs.in(JobStatus.QUEUED);
        ClientId stranger = new ClientId(UUID.randomUUID());

        assertTrue(await(jobs.queries().job(stranger, job.id())).isEmpty());
        assertTrue(await(jobs.queries().jobWithResult(stranger, job.id())).isEmpty());
        assertInstanceOf(CancelOutcome.Unknown.class, await(jobs.store().cancelRequested(stranger, job.id())));
        assertEquals(JobStatus.QUEUED, jobs.statusOf(job.id()));
    }

    @Test
    void a_queued_job_knows_its_place() {
        try (JobDatabase quiet = new JobDatabase()) {
            quiet.in(JobStatus.QUEUED);
            quiet.in(JobStatus.QUEUED);
            JobDatabase.Fixture third = quiet.in(JobStatus.QUEUED);

            assertEquals(
                    2,
                    await(quiet.queries().job(quiet.client(), third.id()))
                            .orElseThrow()
                            .queuePosition());
        }
    }

    private static Job accepted(NewJob job) {
        return assertInstanceOf(SubmitOutcome.Accepted.class, await(jobs.store().submitted(job)))
                .job();
    }

    private static long count(String table, JobId id) {
        return jobs.one("select count(*) as n from " + table + " where job_id = '" + id + "'")
                .getLong("n");
    }
}
