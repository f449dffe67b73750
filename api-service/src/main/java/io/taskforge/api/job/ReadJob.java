package io.taskforge.api.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.drain.Draining;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobQueries;
import io.taskforge.model.job.JobReading;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** How a job stands, now or once it has ended. */
@ApplicationScoped
public class ReadJob {

    /** Between two looks at a job that somebody waits for: short at first, for jobs that are nearly done. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final JobQueries queries;
    private final Draining draining;
    private final Vertx vertx;

    /** Whoever polls finds a job as it was, mostly: then it is not read again. */
    private final Cache<JobId, JobReading> last;

    ReadJob(JobQueries queries, Draining draining, Vertx vertx, Ticker ticker) {
        this.queries = queries;
        this.draining = draining;
        this.vertx = vertx;
        this.last = RecentJobs.cache(ticker);
    }

    /** Fails with {@code job_not_found}. */
    public Uni<Job> now(ClientId client, JobId id) {
        Optional<JobReading> known = Optional.ofNullable(last.getIfPresent(id));
        return queries.reading(client, id, known).map(found -> {
            JobReading reading = found.orElseThrow(() -> JobPath.notFound(id));
            if (reading.worthKeeping() && !found.equals(known)) {
                last.put(id, reading);
            }
            return reading.job();
        });
    }

    /**
     * The job as soon as it is terminal, else as it stands when the time is up or this service is about to stop. Holds neither a thread nor a connection meanwhile;
     * ends when it is cancelled.
     */
    public Uni<Job> whenTerminal(ClientId client, JobId id, Duration atMost) {
        return look(client, id, System.nanoTime() + atMost.toNanos(), FIRST_PAUSE);
    }

    /** @param end of {@link System#nanoTime()} */
    private Uni<Job> look(ClientId client, JobId id, long end, Duration pause) {
        return now(client, id).flatMap(job -> {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (job.status().terminal() || !left.isPositive() || draining.begun()) {
                return Uni.createFrom().item(job);
            }
            Duration longer = pause.multipliedBy(2);
            Duration next = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            return after(pause.compareTo(left) < 0 ? pause : left).flatMap(passed -> look(client, id, end, next));
        });
    }

    /** On the caller's own event loop, which Mutiny's delay would leave. */
    private Uni<Void> after(Duration wait) {
        return Uni.createFrom().emitter(passed -> {
            long timer = vertx.setTimer(Math.max(1, wait.toMillis()), fired -> passed.complete(null));
            passed.onTermination(() -> vertx.cancelTimer(timer));
        });
    }
}
