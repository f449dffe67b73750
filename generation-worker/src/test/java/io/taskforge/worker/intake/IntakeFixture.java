package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.taskforge.model.broker.BrokerAddress;
import io.taskforge.model.job.DefaultJobPolicy;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobProgress;
import io.taskforge.worker.lease.LeasedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An {@link Intake} on a database of its own, which nobody rings at unless a test does. */
abstract class IntakeFixture {

    private record Config(int slots, Duration poll, Duration ringOverdue, Duration drain) implements IntakeConfig {}

    static final Duration NEVER = Duration.ofDays(1);

    /** No heartbeat brings any news by itself. */
    static final JobPolicy SILENT = new DefaultJobPolicy(NEVER, NEVER);

    final AtomicLong nanos = new AtomicLong();
    JobDatabase jobs;
    Slots slots;
    final List<Intake> opened = new ArrayList<>();
    final BlockingQueue<JobId> started = new LinkedBlockingQueue<>();
    final BlockingQueue<JobId> ended = new LinkedBlockingQueue<>();

    final Warnings warnings = new Warnings(Intake.class);

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

    void stop(Intake intake) throws InterruptedException {
        opened.remove(intake);
        intake.stop(new ShutdownEvent());
    }

    Intake intake(int slots, RunBody body) {
        return intake(slots, NEVER, body);
    }

    Intake intake(int count, Duration poll, RunBody body) {
        var config = new Config(count, poll, NEVER, Duration.ZERO);
        slots = new Slots(jobs.store(), SILENT, config, body, nanos::get);
        var nobodyThere = new DoorBell(new BrokerAddress("127.0.0.1", 1, "nobody", "", "/", false, Optional.empty()));
        Intake intake = new Intake(jobs.store(), config, slots, nobodyThere, new LastLook(), new ObjectMapper());
        opened.add(intake);
        return intake;
    }

    void complete(LeasedRun run) {
        assertTrue(run.completed("{}", JobProgress.WAITING));
        ended.add(id(run));
    }

    /** Drafts until it is interrupted. */
    void hang(LeasedRun run) {
        started.add(id(run));
        assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
        run.stopped();
        ended.add(id(run));
    }

    void rename(String from, String to) {
        await(jobs.pool().query("alter table " + from + " rename to " + to).execute());
    }

    static JobId id(LeasedRun run) {
        return run.job().lease().jobId();
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(20, TimeUnit.SECONDS);
        assertNotNull(item, "nothing came within 20 s");
        return item;
    }
}
