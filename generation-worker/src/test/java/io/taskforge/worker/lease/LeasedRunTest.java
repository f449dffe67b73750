package io.taskforge.worker.lease;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.DefaultJobPolicy;
import io.taskforge.model.job.FailureOutcome;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeasedRunTest {

    /** Beats at every tick, so that what a beat brings back arrives soon. */
    private static final DefaultJobPolicy EAGER = new DefaultJobPolicy(Duration.ofSeconds(20), Duration.ofMillis(1));

    /** No heartbeat brings any news by itself, and no silence counts. */
    private static final DefaultJobPolicy SILENT = new DefaultJobPolicy(Duration.ofDays(1), Duration.ofDays(1));

    private static JobDatabase jobs;
    private static ScheduledExecutorService timer;

    @BeforeAll
    static void open() {
        jobs = new JobDatabase();
        timer = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterAll
    static void close() {
        timer.shutdownNow();
        jobs.close();
    }

    @Test
    void a_cancel_interrupts_the_drafting_and_is_acknowledged() {
        ClaimedJob job = claimed();
        try (LeasedRun run = open(job)) {
            await(jobs.store().cancelRequested(jobs.client(), id(job)));

            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);
            assertEquals(Optional.of(StopReason.CANCELLED), run.stopReason());
            run.stopped();
        }
        assertEquals(JobStatus.CANCELLED, jobs.statusOf(id(job)));
    }

    @Test
    void a_lease_that_somebody_else_took_interrupts_the_drafting_and_nothing_is_written() {
        ClaimedJob job = claimed();
        try (LeasedRun run = open(job)) {
            jobs.set(id(job), "lease_token = gen_random_uuid()");

            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);
            assertEquals(Optional.of(StopReason.LEASE_LOST), run.stopReason());
            run.stopped();
        }
        assertEquals(JobStatus.RUNNING, jobs.statusOf(id(job)));
    }

    @Test
    void a_deadline_interrupts_the_drafting_and_fails_the_job() {
        ClaimedJob job = claimed();
        try (LeasedRun run = open(job)) {
            jobs.set(id(job), "deadline_at = now() - interval '1 second'");

            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);
            run.stopped();
        }
        assertEquals(
                "generation_timeout",
                await(jobs.queries().job(jobs.client(), id(job)))
                        .orElseThrow()
                        .error()
                        .code());
    }

    @Test
    void a_shutdown_hands_the_job_back() {
        ClaimedJob job = claimed();
        try (LeasedRun run = open(job)) {
            run.stop(StopReason.SHUTDOWN);

            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);
            run.stopped();
        }
        assertEquals(JobStatus.QUEUED, jobs.statusOf(id(job)));
        assertEquals(
                0, jobs.row(id(job)).getInteger("failures") + jobs.row(id(job)).getInteger("crashes"));
    }

    @Test
    void a_database_silent_for_as_long_as_the_lease_lasts_counts_as_a_lost_lease() {
        ClaimedJob job = claimed();
        AtomicLong nanos = new AtomicLong();
        try (LeasedRun run = LeasedRun.open(job, jobs.store(), new DefaultJobPolicy(), timer, nanos::get)) {
            nanos.set(Duration.ofSeconds(21).toNanos());

            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);
            assertEquals(Optional.of(StopReason.LEASE_LOST), run.stopReason());
        }
    }

    @Test
    void an_interrupt_that_comes_with_the_last_word_does_not_break_the_completion() {
        ClaimedJob job = claimed();
        try (LeasedRun run = open(job)) {
            run.stop(StopReason.SHUTDOWN);

            assertTrue(run.completed("{}", JobProgress.WAITING));
        }
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(JobStatus.COMPLETED, jobs.statusOf(id(job)));
    }

    @Test
    void a_completion_that_comes_after_the_cancel_is_a_cancel() {
        ClaimedJob job = claimed();
        try (LeasedRun run = LeasedRun.open(job, jobs.store(), new DefaultJobPolicy(), timer, System::nanoTime)) {
            await(jobs.store().cancelRequested(jobs.client(), id(job)));

            assertFalse(run.completed("{}", JobProgress.WAITING));
        }
        assertEquals(JobStatus.CANCELLED, jobs.statusOf(id(job)));
    }

    @Test
    void a_run_that_has_ended_is_not_interrupted_any_more() {
        ClaimedJob job = claimed();
        LeasedRun run = open(job);
        run.failed(new JobError("internal_error", "broken on purpose", false), false);

        run.stop(StopReason.SHUTDOWN);

        assertFalse(Thread.interrupted());
        run.close();
    }

    @Test
    void a_beat_out_of_turn_brings_the_news_before_the_next_heartbeat() {
        ClaimedJob job = claimed();
        try (LeasedRun run = LeasedRun.open(job, jobs.store(), SILENT, timer, System::nanoTime)) {
            await(jobs.store().cancelRequested(jobs.client(), id(job)));

            run.beatNow();

            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);
            run.stopped();
        }
        assertEquals(JobStatus.CANCELLED, jobs.statusOf(id(job)));
    }

    @Test
    void news_that_comes_while_a_beat_is_under_way_has_another_one_follow() {
        ClaimedJob job = claimed();
        try (LeasedRun run = LeasedRun.open(job, jobs.store(), SILENT, timer, System::nanoTime)) {
            run.beatNow();
            await(jobs.store().cancelRequested(jobs.client(), id(job)));

            run.beatNow();

            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);
            run.stopped();
        }
        assertEquals(JobStatus.CANCELLED, jobs.statusOf(id(job)));
    }

    @Test
    void a_drafting_that_swallows_its_interrupt_is_interrupted_again() {
        AtomicLong nanos = new AtomicLong();
        try (LeasedRun run = LeasedRun.open(claimed(), jobs.store(), SILENT, timer, nanos::get)) {
            run.stop(StopReason.SHUTDOWN);
            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);

            nanos.set(Duration.ofSeconds(5).toNanos());

            assertThrows(InterruptedException.class, LeasedRunTest::draftForEver);
            run.stopped();
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void a_run_is_stuck_half_a_minute_after_its_interrupt_and_until_it_ends() {
        AtomicLong nanos = new AtomicLong();
        try (LeasedRun run = LeasedRun.open(claimed(), jobs.store(), SILENT, timer, nanos::get)) {
            nanos.set(Duration.ofMinutes(10).toNanos());
            assertFalse(run.stuck(), "nobody asked it to stop");
            run.stop(StopReason.SHUTDOWN);
            assertFalse(run.stuck(), "it may be about to");

            nanos.addAndGet(Duration.ofSeconds(31).toNanos());

            assertTrue(run.stuck());
            run.stopped();
            assertFalse(run.stuck());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_cancelled_job_that_fails_is_cancelled_and_never_tried_again(boolean retryable) {
        ClaimedJob job = claimed();
        try (LeasedRun run = LeasedRun.open(job, jobs.store(), SILENT, timer, System::nanoTime)) {
            await(jobs.store().cancelRequested(jobs.client(), id(job)));

            assertEquals(
                    FailureOutcome.CANCELLED,
                    run.failed(new JobError("model_unavailable", "broken on purpose", true), retryable));
        }
        assertEquals(JobStatus.CANCELLED, jobs.statusOf(id(job)));
    }

    @Test
    void a_cancelled_job_that_is_handed_back_is_cancelled_and_never_tried_again() {
        ClaimedJob job = claimed();
        try (LeasedRun run = LeasedRun.open(job, jobs.store(), SILENT, timer, System::nanoTime)) {
            await(jobs.store().cancelRequested(jobs.client(), id(job)));
            run.stop(StopReason.SHUTDOWN);

            run.stopped();
        }
        assertEquals(JobStatus.CANCELLED, jobs.statusOf(id(job)));
    }

    @Test
    void an_end_that_the_database_does_not_take_for_as_long_as_a_lease_lasts_is_given_up() {
        JobStore away = jobs.storeOf(sql -> "select from a_table_that_is_away");
        JobPolicy brief = new DefaultJobPolicy(Duration.ofMillis(300), Duration.ofDays(1));
        ClaimedJob job = claimed();
        try (LeasedRun run = LeasedRun.open(job, away, brief, timer, System::nanoTime)) {
            DatabaseSilent silent = assertThrows(DatabaseSilent.class, () -> run.completed("{}", JobProgress.WAITING));
            assertTrue(silent.getMessage().contains("a_table_that_is_away"), silent.getMessage());
        }
        assertEquals(JobStatus.RUNNING, jobs.statusOf(id(job)));
    }

    private static LeasedRun open(ClaimedJob job) {
        return LeasedRun.open(job, jobs.store(), EAGER, timer, System::nanoTime);
    }

    private static ClaimedJob claimed() {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        return await(jobs.store().claimed(id, "test")).orElseThrow();
    }

    private static JobId id(ClaimedJob job) {
        return job.lease().jobId();
    }

    /** Works until interrupted, or for so long that a test fails. */
    private static void draftForEver() throws InterruptedException {
        boolean never = new CountDownLatch(1).await(30, TimeUnit.SECONDS);
        assertFalse(never);
    }
}
