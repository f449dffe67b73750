package io.taskforge.worker.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.worker.lease.LeasedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private record Config(int slots, Duration poll, Duration drain) implements IntakeConfig {}

    private static final Duration NEVER = Duration.ofDays(1);

    private JobDatabase jobs;
    private final List<Slots> opened = new ArrayList<>();
    private final BlockingQueue<JobId> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<JobId> ended = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Slots slots : opened) {
            slots.stop(new ShutdownEvent());
        }
        jobs.close();
    }

    @Test
    void a_ring_claims_and_runs_the_job() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();

        slots(1, NEVER, this::complete).ring(id);

        assertEquals(id, next(ended));
        assertEquals(JobStatus.COMPLETED, jobs.statusOf(id));
    }

    @Test
    void a_second_ring_for_the_same_job_runs_nothing() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        Slots slots = slots(2, NEVER, this::complete);
        slots.ring(id);
        next(ended);

        slots.ring(id);

        assertTrue(ended.isEmpty());
        assertEquals(1, jobs.row(id).getInteger("attempt"));
    }

    @Test
    void a_slot_that_is_done_takes_what_waits_without_another_ring() throws InterruptedException {
        JobId first = jobs.in(JobStatus.QUEUED).id();
        JobId second = jobs.in(JobStatus.QUEUED).id();

        slots(1, NEVER, this::complete).ring(first);

        assertEquals(first, next(ended));
        assertEquals(second, next(ended));
    }

    @Test
    void an_idle_worker_finds_a_job_that_nobody_rang_for() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();

        slots(1, Duration.ofMillis(20), this::complete).start(new StartupEvent());

        assertEquals(id, next(ended));
    }

    @Test
    void no_more_jobs_run_at_once_than_there_are_slots() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Slots slots = slots(1, NEVER, run -> {
            started.add(id(run));
            awaitOrFail(release);
            complete(run);
        });
        slots.ring(jobs.in(JobStatus.QUEUED).id());
        next(started);
        JobId waiting = jobs.in(JobStatus.QUEUED).id();

        Thread ring = Thread.ofVirtual().start(() -> assertDoesNotInterrupt(slots, waiting));

        assertNull(started.poll(200, TimeUnit.MILLISECONDS));
        release.countDown();
        assertEquals(waiting, next(started));
        ring.join();
    }

    @Test
    void a_run_that_breaks_frees_its_slot_and_leaves_the_job_to_its_lease() throws InterruptedException {
        JobId broken = jobs.in(JobStatus.QUEUED).id();
        Slots slots = slots(1, NEVER, run -> {
            if (id(run).equals(broken)) {
                throw new IllegalStateException("broken on purpose");
            }
            complete(run);
        });
        slots.ring(broken);
        JobId after = jobs.in(JobStatus.QUEUED).id();

        slots.ring(after);

        assertEquals(after, next(ended));
        assertEquals(JobStatus.RUNNING, jobs.statusOf(broken));
    }

    @Test
    void a_stop_hands_unfinished_jobs_back() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        Slots slots = slots(1, NEVER, run -> {
            started.add(id(run));
            assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
            run.stopped();
        });
        slots.ring(id);
        next(started);

        slots.stop(new ShutdownEvent());

        assertEquals(JobStatus.QUEUED, jobs.statusOf(id));
        assertEquals(0, jobs.row(id).getInteger("crashes"));
    }

    @Test
    void a_ring_after_the_stop_is_left_to_other_workers() throws InterruptedException {
        Slots slots = slots(1, NEVER, this::complete);
        slots.stop(new ShutdownEvent());

        assertThrows(
                InterruptedException.class,
                () -> slots.ring(jobs.in(JobStatus.QUEUED).id()));
    }

    private Slots slots(int count, Duration poll, RunBody body) {
        Slots slots = new Slots(jobs.store(), jobs.policy(), new Config(count, poll, Duration.ZERO), body);
        opened.add(slots);
        return slots;
    }

    private void complete(LeasedRun run) {
        assertTrue(run.completed("{}", JobProgress.WAITING));
        ended.add(id(run));
    }

    private static void assertDoesNotInterrupt(Slots slots, JobId id) {
        try {
            slots.ring(id);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody stopped the worker", e);
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError("nobody stopped the run", e);
        }
    }

    private static JobId id(LeasedRun run) {
        return run.job().lease().jobId();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(20, TimeUnit.SECONDS);
        assertTrue(item != null, "nothing came within 20 s");
        return item;
    }
}
