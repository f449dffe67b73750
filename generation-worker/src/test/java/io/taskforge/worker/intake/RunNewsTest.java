package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What all workers are told reaches the run that it is about. */
class RunNewsTest extends IntakeFixture {

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
}
