package io.taskforge.worker.lease;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.Lease;
import io.taskforge.model.job.ModelAnswer;
import io.taskforge.model.job.ModelAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Keeps what a run tells of its model's answers, beside the drafting and never in its way: one statement at a time, which takes all that
 * came meanwhile. What does not get through is lost; no run fails for it. Closed before the run ends, because nothing can be written for
 * a lease that was given back.
 */
public final class AnswersOfRun implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AnswersOfRun.class);

    private static final Duration STATEMENT = Duration.ofSeconds(10);

    /** How long the end of a run may wait for the last of them. */
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final ModelAnswers store;
    private final Lease lease;
    private List<ModelAnswer> unwritten = new ArrayList<>();
    private int answersLeft = ModelAnswers.ANSWERS_OF_JOB;
    private long charactersLeft = ModelAnswers.BYTES_OF_JOB;

    /** Done while nothing is being written. */
    private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);

    public AnswersOfRun(ModelAnswers store, Lease lease) {
        this.store = store;
        this.lease = lease;
    }

    /** Keeps it, soon; what the job has no room for is dropped here, and need not travel. */
    public synchronized void answered(ModelAnswer answer) {
        long size =
                (long) answer.raw().length() + answer.made().map(String::length).orElse(0);
        if (answersLeft == 0 || size > charactersLeft) {
            return;
        }
        answersLeft--;
        charactersLeft -= size;
        unwritten.add(answer);
        if (idle.isDone()) {
            idle = new CompletableFuture<>();
            write();
        }
    }

    /** Waits a little for what is not written yet; not when the thread is interrupted, whose run has no time for it. */
    @Override
    public void close() {
        CompletableFuture<Void> last;
        synchronized (this) {
            answersLeft = 0;
            last = idle;
        }
        try {
            last.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("job %s: answers of its model are lost", lease.jobId());
        }
    }

    private void write() {
        List<ModelAnswer> batch = unwritten;
        unwritten = new ArrayList<>();
        Uni.createFrom()
                .deferred(() -> store.kept(lease, batch))
                .runSubscriptionOn(Thread::startVirtualThread)
                .ifNoItem()
                .after(STATEMENT)
                .fail()
                .subscribe()
                .with(kept -> written(), failure -> {
                    LOG.debugf("job %s: answers of its model are lost: %s", lease.jobId(), failure.getMessage());
                    written();
                });
    }

    private synchronized void written() {
        if (unwritten.isEmpty()) {
            idle.complete(null);
        } else {
            write();
        }
    }
}
