package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.worker.intake.Rung.Answer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What rings and looks come to, without a broker. */
class IntakeTest extends IntakeFixture {

    /** In the order in which they are taken: by id, and those of one millisecond in any. */
    private List<JobId> twoInTheQueue() {
        return Stream.generate(() -> jobs.in(JobStatus.QUEUED).id())
                .limit(2)
                .sorted(Comparator.comparing(JobId::toString))
                .toList();
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
    void a_ring_is_answered_with_the_job_that_was_submitted_first() throws InterruptedException {
        List<JobId> queued = twoInTheQueue();
        JobId first = queued.getFirst();
        JobId second = queued.getLast();
        CountDownLatch release = new CountDownLatch(1);

        intake(1, run -> {
                    started.add(id(run));
                    Waits.awaitOrFail(release);
                    complete(run);
                })
                .heard(Rung.of(second).ring());

        assertEquals(first, next(started));
        release.countDown();
        assertEquals(second, next(started));
    }

    @Test
    void a_ring_for_a_job_whose_row_is_locked_is_not_lost() throws InterruptedException {
        JobId id = jobs.in(JobStatus.QUEUED).id();
        SqlConnection locking = await(jobs.pool().getConnection());
        Transaction lock = await(locking.begin());
        await(locking.query("select from job for update").execute());
        Rung rung = Rung.of(id);
        Intake intake = intake(1, this::complete);
        Thread ringing = Thread.ofVirtual().start(() -> intake.heard(rung.ring()));
        Waits.eventually(() -> jobs.one("""
                        select exists (select from pg_stat_activity where wait_event_type = 'Lock'
                          and datname = current_database()) as waits""").getBoolean("waits"));

        await(lock.commit());

        assertEquals(id, next(ended));
        ringing.join();
        assertEquals(List.of(Answer.ACKNOWLEDGED), rung.answers());
        await(locking.close());
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
        List<JobId> queued = twoInTheQueue();
        JobId broken = queued.getFirst();
        JobId after = queued.getLast();

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
}
