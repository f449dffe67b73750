package io.taskforge.worker.lease;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.DefaultJobPolicy;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobEvent;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.NewDrafts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run has drafted is written with its beats, and what no beat has written with its end. */
class LeasedDraftsTest {

    private static final JobError BROKEN = new JobError("internal_error", "broken on purpose", false);

    /** Ticks when it is told to. */
    private static final class HandTurned extends ScheduledThreadPoolExecutor {

        private Runnable tick;
        private Duration period;

        private HandTurned() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long every, TimeUnit unit) {
            tick = command;
            period = Duration.of(every, unit.toChronoUnit());
            return schedule(() -> {}, 1, TimeUnit.DAYS);
        }
    }

    private static JobDatabase jobs;

    private final HandTurned timer = new HandTurned();
    private ClaimedJob job;
    private LeasedRun run;

    @BeforeAll
    static void open() {
        jobs = new JobDatabase();
    }

    @AfterAll
    static void close() {
        jobs.close();
    }

    @BeforeEach
    void start() {
        job = await(jobs.store().claimed(jobs.in(JobStatus.QUEUED).id(), "test"))
                .orElseThrow();
        run = LeasedRun.open(job, jobs.store(), new DefaultJobPolicy(), timer, System::nanoTime);
    }

    @AfterEach
    void stop() {
        run.close();
        timer.shutdownNow();
    }

    private JobId id() {
        return job.lease().jobId();
    }

    private static Supplier<Optional<NewDrafts.Partial>> soFar(int tickets) {
        return () -> Optional.of(new NewDrafts.Partial(tickets, "{\"tickets\": " + tickets + "}"));
    }

    private void draft(int number) {
        run.drafted("{\"n\": " + number + "}", soFar(number));
        run.progress(new JobProgress(JobProgress.Phase.DRAFTING, Math.min(number, 100), number, null));
    }

    private List<String> told() {
        return await(jobs.events().after(jobs.client(), id(), 2, 1_000, true)).orElseThrow().events().stream()
                .map(LeasedDraftsTest::words)
                .toList();
    }

    private static String words(JobEvent event) {
        return event.draft().orElseGet(() -> switch (event.kind()) {
            case PROGRESS -> "progress " + event.job().progress().ticketsDrafted();
            case STATUS, DRAFT, TERMINAL -> event.job().status().word();
        });
    }

    private Optional<String> kept() {
        return await(jobs.queries().partialResult(jobs.client(), id())).map(stored -> stored.body());
    }

    @Test
    void whatever_happens_between_two_ticks_is_one_heartbeat() {
        for (int i = 1; i <= 300; i++) {
            draft(i);
        }
        assertEquals(List.of(), told(), "nothing is written between ticks");

        timer.tick.run();
        run.failed(BROKEN, false);

        List<String> told = told();
        assertEquals(302, told.size());
        assertEquals("{\"n\": 300}", told.get(299));
        assertEquals("progress 300", told.get(300));
        assertEquals("failed", told.get(301));
        assertEquals(Duration.ofMillis(500), timer.period);
    }

    @Test
    void a_tick_while_a_heartbeat_is_under_way_sends_no_second_one() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        run.drafted("{\"n\": 1}", () -> {
            asked.countDown();
            awaitUninterrupted(answer);
            return Optional.of(new NewDrafts.Partial(1, "{\"tickets\": 1}"));
        });
        timer.tick.run();
        assertTrue(asked.await(20, TimeUnit.SECONDS));
        draft(2);
        timer.tick.run();
        assertEquals(List.of(), told());
        answer.countDown();

        run.failed(BROKEN, false);

        assertEquals(List.of("{\"n\": 1}", "{\"n\": 2}", "progress 2", "failed"), told());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void drafts_survive_the_worker_once_they_are_written() {
        draft(1);
        draft(2);
        timer.tick.run();
        run.close();
        // The end of the beat is not waited for by anyone else.
        await(jobs.events()
                .after(jobs.client(), id(), 2, 10, true)
                .repeat()
                .until(found -> !found.orElseThrow().events().isEmpty())
                .collect()
                .last());
        jobs.set(id(), "lease_until = now() - interval '1 second', crashes = 99");

        await(jobs.store().leasesExpired(1_000));

        assertEquals(Optional.of("{\"tickets\": 2}"), kept());
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "CANCELLED", "OVERDUE", "SHUTDOWN"})
    void what_no_beat_has_written_is_written_before_the_run_ends(String how) {
        draft(1);
        draft(2);

        end(how);

        List<String> told = told();
        int first = how.equals("CANCELLED") ? 1 : 0;
        assertEquals(List.of("{\"n\": 1}", "{\"n\": 2}", "progress 2"), told.subList(first, first + 3));
        assertEquals(first + 4, told.size());
        if (how.equals("SHUTDOWN")) {
            assertEquals(JobStatus.QUEUED, jobs.statusOf(id()));
            jobs.end(new JobDatabase.Fixture(id(), jobs.client(), job.lease()), JobStatus.CANCELLED);
        }
        assertEquals(Optional.of("{\"tickets\": 2}"), kept());
    }

    private void end(String how) {
        switch (how) {
            case "FAILED" -> run.failed(BROKEN, false);
            case "CANCELLED" -> {
                await(jobs.store().cancelRequested(jobs.client(), id()));
                run.stop(StopReason.CANCELLED);
                run.stopped();
            }
            default -> {
                run.stop(StopReason.valueOf(how));
                run.stopped();
            }
        }
    }

    @Test
    void a_completion_that_comes_after_the_cancel_keeps_the_drafts() {
        draft(1);
        await(jobs.store().cancelRequested(jobs.client(), id()));

        run.completed("{}", JobProgress.WAITING);

        assertEquals(JobStatus.CANCELLED, jobs.statusOf(id()));
        assertEquals(Optional.of("{\"tickets\": 1}"), kept());
    }

    @Test
    void a_completion_needs_no_drafts() {
        draft(1);

        assertTrue(run.completed("{}", JobProgress.WAITING));

        assertEquals(List.of("completed"), told());
        assertEquals(0L, partials());
    }

    @Test
    void a_completion_waits_for_the_heartbeat_that_is_under_way_and_leaves_no_drafts_behind() {
        draft(1);
        timer.tick.run();

        assertTrue(run.completed("{}", JobProgress.WAITING));

        assertEquals(List.of("{\"n\": 1}", "progress 1", "completed"), told());
        assertEquals(0L, partials());
    }

    private long partials() {
        return jobs.one("select count(*) as n from job_partial where job_id = '" + id() + "'")
                .getLong("n");
    }

    @Test
    void a_lost_lease_writes_no_drafts() {
        draft(1);
        jobs.set(id(), "lease_token = gen_random_uuid()");

        run.stop(StopReason.LEASE_LOST);
        run.stopped();

        assertEquals(List.of(), told());
        assertEquals(0L, partials());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\": \"\\u0000\"}", "not json"})
    void a_draft_that_the_database_refuses_costs_neither_the_lease_nor_the_run(String poison) {
        run.drafted(poison, Optional::empty);
        timer.tick.run();
        draft(2);

        run.failed(BROKEN, false);

        assertEquals(JobStatus.FAILED, jobs.statusOf(id()));
        assertEquals(List.of("{\"n\": 2}", "progress 2", "failed"), told());
    }

    @Test
    void a_draft_that_the_database_refuses_does_not_keep_the_run_from_ending() {
        run.drafted("not json", Optional::empty);

        run.failed(BROKEN, false);

        assertEquals(List.of("failed"), told());
    }

    @Test
    void a_database_that_is_away_is_asked_again_with_the_next_beat_and_not_at_every_tick() throws InterruptedException {
        JobDatabase away = new JobDatabase();
        away.close();
        AtomicLong nanos = new AtomicLong();
        Semaphore asked = new Semaphore(0);
        try (LeasedRun silent = LeasedRun.open(job, away.store(), new DefaultJobPolicy(), timer, nanos::get)) {
            silent.drafted("{\"n\": 1}", () -> {
                asked.release();
                return Optional.empty();
            });
            timer.tick.run();
            assertTrue(asked.tryAcquire(20, TimeUnit.SECONDS));
            for (int i = 0; i < 50; i++) {
                timer.tick.run();
            }
            assertEquals(0, asked.availablePermits());

            nanos.set(new DefaultJobPolicy().heartbeat().toNanos());
            do {
                timer.tick.run();
            } while (!asked.tryAcquire(10, TimeUnit.MILLISECONDS));

            assertEquals(Optional.empty(), silent.stopReason());
        }
    }

    @ParameterizedTest
    @CsvSource({"30, budget_exhausted", ", generation_timeout"})
    void a_deadline_of_the_clients_own_is_its_budget(Integer seconds, String code) {
        jobs.set(id(), seconds == null ? "attempt = 0" : "options = '{\"budget\": {\"max_duration_seconds\": 30}}'");
        await(jobs.store().handedBack(job.lease()));
        job = await(jobs.store().claimed(id(), "test")).orElseThrow();
        try (LeasedRun second = LeasedRun.open(job, jobs.store(), new DefaultJobPolicy(), timer, System::nanoTime)) {
            second.drafted("{\"n\": 1}", soFar(1));
            second.stop(StopReason.OVERDUE);
            second.stopped();
        }

        assertEquals(
                code,
                await(jobs.queries().job(jobs.client(), id()))
                        .orElseThrow()
                        .error()
                        .code());
        assertEquals(Optional.of("{\"tickets\": 1}"), kept());
    }
}
