package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.taskforge.model.job.DefaultJobPolicy;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.worker.intake.Rung.Answer;
import io.taskforge.worker.lease.LeasedRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rings and looks come to, without a broker. */
class IntakeTest {

    private record Config(int slots, Duration poll, Duration ringOverdue, Duration drain) implements IntakeConfig {}

    private static final Duration NEVER = Duration.ofDays(1);

    /** No heartbeat brings any news by itself. */
    private static final JobPolicy SILENT = new DefaultJobPolicy(NEVER, NEVER);

    private final AtomicLong nanos = new AtomicLong();
    private JobDatabase jobs;
    private Slots slots;
    private final List<Intake> opened = new ArrayList<>();
    private final BlockingQueue<JobId> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<JobId> ended = new LinkedBlockingQueue<>();

    private final Warnings warnings = new Warnings(Intake.class);

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Intake intake : opened) {
            intake.stop(new ShutdownEvent());
        }
        jobs.close();
        warnings.close();
    }

    @Test
    void a_ring_claims_and_runs_the_job() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        Rung rung = Rung.of(id);

        intake(1, this::complete).heard(rung.ring());

        assertEquals(id, next(ended));
        assertEquals(JobStatus.COMPLETED, jobs.statusOf(id));
        assertEquals(List.of(Answer.ACKNOWLEDGED), rung.answers());
    }

    @Test
    void a_ring_is_acknowledged_after_the_claim_and_before_the_run() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        var claimed = new AtomicReference<JobStatus>();
        var before = new AtomicReference<List<Answer>>();
        Rung rung = Rung.of(id).at(() -> claimed.set(jobs.statusOf(id)));

        intake(1, run -> {
                    before.set(List.copyOf(rung.answers()));
                    complete(run);
                })
                .heard(rung.ring());

        next(ended);
        assertEquals(JobStatus.RUNNING, claimed.get());
        assertEquals(List.of(Answer.ACKNOWLEDGED), before.get());
    }

    @Test
    void a_job_whose_ring_cannot_be_acknowledged_is_run_all_the_same() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        Rung rung = Rung.of(id).at(() -> {
            throw new IllegalStateException("the line is gone");
        });

        intake(1, this::complete).heard(rung.ring());

        assertEquals(id, next(ended));
        assertEquals(JobStatus.COMPLETED, jobs.statusOf(id));
    }

    @Test
    void a_second_ring_for_the_same_job_is_acknowledged_and_runs_nothing() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        Intake intake = intake(2, this::complete);
        intake.heard(Rung.of(id).ring());
        next(ended);
        Rung second = Rung.of(id);

        intake.heard(second.ring());

        assertTrue(ended.isEmpty());
        assertEquals(1, jobs.row(id).getInteger("attempt"));
        assertEquals(List.of(Answer.ACKNOWLEDGED), second.answers());
        assertEquals(new Intake.Rings(1, 1, 0, 0), intake.rings());
    }

    @Test
    void a_ring_for_a_job_that_there_is_not_is_acknowledged_and_counted() {
        Intake intake = intake(1, this::complete);
        Rung rung = Rung.of(new JobId(UUID.randomUUID()));

        intake.heard(rung.ring());

        assertEquals(List.of(Answer.ACKNOWLEDGED), rung.answers());
        assertEquals(new Intake.Rings(0, 1, 0, 0), intake.rings());
    }

    @Test
    void a_message_that_is_not_ours_is_acknowledged_and_counted() {
        Intake intake = intake(1, this::complete);
        Rung rung = Rung.with(new byte[] {'?'});

        intake.heard(rung.ring());

        assertEquals(List.of(Answer.ACKNOWLEDGED), rung.answers());
        assertEquals(new Intake.Rings(0, 0, 1, 0), intake.rings());
    }

    @Test
    void a_ring_while_all_slots_are_busy_is_another_workers() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Intake intake = intake(1, run -> {
            started.add(id(run));
            Waits.awaitOrFail(release);
            complete(run);
        });
        intake.heard(Rung.of(jobs.in(JobStatus.QUEUED).id()).ring());
        next(started);
        JobId waiting = jobs.in(JobStatus.QUEUED).id();
        Rung rung = Rung.of(waiting);

        intake.heard(rung.ring());

        assertEquals(List.of(Answer.GIVEN_BACK), rung.answers());
        assertEquals(JobStatus.QUEUED, jobs.statusOf(waiting));
        release.countDown();
        next(ended);
        assertEquals(waiting, next(ended), "the slot that is done takes it, without a ring");
    }

    @Test
    void a_ring_that_the_database_does_not_answer_is_held_until_it_does() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        rename("job", "job_away");
        Rung rung = Rung.of(id);
        Intake intake = intake(1, this::complete);
        Thread ringing = Thread.ofVirtual().start(() -> intake.heard(rung.ring()));
        next(warnings.heard());

        assertEquals(List.of(), rung.answers());
        rename("job_away", "job");

        assertEquals(id, next(ended));
        ringing.join();
        assertEquals(List.of(Answer.ACKNOWLEDGED), rung.answers());
    }

    @Test
    void a_ring_that_is_held_when_the_worker_stops_is_another_workers() throws InterruptedException {
        rename("job", "job_away");
        Rung rung = Rung.of(new JobId(UUID.randomUUID()));
        Intake intake = intake(1, this::complete);
        Thread ringing = Thread.ofVirtual().start(() -> intake.heard(rung.ring()));
        next(warnings.heard());

        stop(intake);

        ringing.join();
        assertEquals(List.of(Answer.GIVEN_BACK), rung.answers());
    }

    @Test
    void an_idle_worker_finds_a_job_that_nobody_rang_for() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();

        intake(1, Duration.ofMillis(20), this::complete).start(null);

        assertEquals(id, next(ended));
    }

    @Test
    void a_worker_looks_on_after_the_database_was_away() throws InterruptedException {
        rename("job", "job_away");
        intake(1, Duration.ofMillis(20), this::complete).start(null);
        next(warnings.heard());

        rename("job_away", "job");
        JobId id = jobs.in(JobStatus.QUEUED).id();

        assertEquals(id, next(ended));
    }

    @Test
    void a_run_that_breaks_frees_its_slot_and_leaves_the_job_to_its_lease() throws InterruptedException {
        JobId broken = jobs.in(JobStatus.QUEUED).id();
        JobId after = jobs.in(JobStatus.QUEUED).id();

        intake(1, run -> {
                    if (id(run).equals(broken)) {
                        throw new IllegalStateException("broken on purpose");
                    }
                    complete(run);
                })
                .heard(Rung.of(broken).ring());

        assertEquals(after, next(ended));
        assertEquals(JobStatus.RUNNING, jobs.statusOf(broken));
    }

    @Test
    void a_stop_hands_unfinished_jobs_back() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        Intake intake = intake(1, this::hang);
        intake.heard(Rung.of(id).ring());
        next(started);

        stop(intake);

        assertEquals(JobStatus.QUEUED, jobs.statusOf(id));
        assertEquals(0, jobs.row(id).getInteger("crashes"));
        assertEquals(0, jobs.row(id).getInteger("failures"));
    }

    @Test
    void a_ring_after_the_stop_is_another_workers() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        Intake intake = intake(1, this::complete);
        stop(intake);
        Rung rung = Rung.of(id);

        intake.heard(rung.ring());

        assertEquals(List.of(Answer.GIVEN_BACK), rung.answers());
        assertEquals(JobStatus.QUEUED, jobs.statusOf(id));
    }

    @Test
    void a_run_is_not_stopped_by_news_that_its_row_does_not_confirm() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        CountDownLatch release = new CountDownLatch(1);
        Intake intake = intake(1, run -> {
            started.add(id(run));
            Waits.awaitOrFail(release);
            complete(run);
        });
        intake.heard(Rung.of(id).ring());
        next(started);
        var beatBefore = jobs.row(id).getOffsetDateTime("lease_until");

        intake.toldAll(("{\"job_id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));

        Waits.eventually(() -> jobs.row(id).getOffsetDateTime("lease_until").isAfter(beatBefore));
        release.countDown();
        assertEquals(id, next(ended));
    }

    @Test
    void a_cancel_that_all_are_told_of_reaches_the_run_before_its_next_heartbeat() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        Intake intake = intake(1, this::hang);
        intake.heard(Rung.of(id).ring());
        next(started);
        await(jobs.store().cancelRequested(jobs.client(), id));

        intake.toldAll(("{\"job_id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));

        assertEquals(id, next(ended));
        assertEquals(JobStatus.CANCELLED, jobs.statusOf(id));
    }

    @Test
    void a_run_that_does_not_stop_gives_its_slot_to_others_once() throws InterruptedException {
        JobId deaf = jobs.in(JobStatus.QUEUED).id();
        CountDownLatch release = new CountDownLatch(1);
        Intake intake = intake(1, Duration.ofMillis(20), run -> {
            if (id(run).equals(deaf)) {
                started.add(deaf);
                Waits.awaitUninterruptibly(release);
                run.stopped();
                ended.add(deaf);
            } else {
                complete(run);
            }
        });
        intake.heard(Rung.of(deaf).ring());
        next(started);
        await(jobs.store().cancelRequested(jobs.client(), deaf));
        intake.toldAll(("{\"job_id\":\"" + deaf + "\"}").getBytes(StandardCharsets.UTF_8));
        JobId other = jobs.in(JobStatus.QUEUED).id();

        intake.start(null);
        Waits.eventually(() -> {
            nanos.addAndGet(Duration.ofSeconds(31).toNanos());
            return !ended.isEmpty();
        });

        assertEquals(other, next(ended));
        release.countDown();
        assertEquals(deaf, next(ended));
        Waits.eventually(() -> slots.free() == 1);
        assertEquals(JobStatus.CANCELLED, jobs.statusOf(deaf));
    }

    private void stop(Intake intake) throws InterruptedException {
        opened.remove(intake);
        intake.stop(new ShutdownEvent());
    }

    private Intake intake(int slots, RunBody body) {
        return intake(slots, NEVER, body);
    }

    private Intake intake(int count, Duration poll, RunBody body) {
        var config = new Config(count, poll, NEVER, Duration.ZERO);
        slots = new Slots(jobs.store(), SILENT, config, body, nanos::get);
        var nobodyThere = new DoorBell(new BrokerAddress("127.0.0.1", 1, "nobody", "", "/", false));
        Intake intake = new Intake(jobs.store(), config, slots, nobodyThere, new ObjectMapper());
        opened.add(intake);
        return intake;
    }

    private void complete(LeasedRun run) {
        assertTrue(run.completed("{}", JobProgress.WAITING));
        ended.add(id(run));
    }

    /** Drafts until it is interrupted. */
    private void hang(LeasedRun run) {
        started.add(id(run));
        assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
        run.stopped();
        ended.add(id(run));
    }

    private void rename(String from, String to) {
        await(jobs.pool().query("alter table " + from + " rename to " + to).execute());
    }

    private static JobId id(LeasedRun run) {
        return run.job().lease().jobId();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(20, TimeUnit.SECONDS);
        assertNotNull(item, "nothing came within 20 s");
        return item;
    }
}
