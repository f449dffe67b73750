package io.taskforge.api.sweep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.dispatch.OutboxRelay;
import io.taskforge.api.sweep.SweptJobs.Reason;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobStore;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.IntFunction;

/**
 * Looks, on every replica, for jobs whose worker or time is gone. Each sweep is guarded statements that skip locked rows, so
 * replicas do not disturb each other.
 */
@ApplicationScoped
public class Sweeper {

    private final JobStore store;
    private final OutboxRelay relay;
    private final SweptJobs swept;
    private final Batches batches = new Batches();
    private final Rounds rounds;

    Sweeper(JobStore store, JobPolicy policy, OutboxRelay relay, SweptJobs swept, Vertx vertx) {
        this.store = store;
        this.relay = relay;
        this.swept = swept;
        this.rounds = new Rounds(vertx, policy.sweep(), this::sweep);
    }

    void start(@Observes StartupEvent start) {
        rounds.next();
    }

    void stop(@Observes ShutdownEvent stop) {
        rounds.stop();
    }

    /** One sweep; fails never, and what fails in it keeps nothing else from being swept. */
    Uni<Void> sweep() {
        return swept(Reason.LEASE_EXPIRED, "jobs that lost their worker", store::leasesExpired)
                .invoke(requeued -> {
                    if (requeued > 0) {
                        relay.wake();
                    }
                })
                .flatMap(done -> swept(
                        Reason.CANCEL_GRACE_PASSED,
                        "jobs that were cancelled and not let go",
                        store::cancelGracesPassed))
                .flatMap(done ->
                        swept(Reason.DEADLINE_PASSED, "jobs that ran past their deadline", store::deadlinesPassed))
                .flatMap(done -> swept(Reason.QUEUE_TIME_PASSED, "jobs that waited too long", store::queueTimesPassed))
                .replaceWithVoid();
    }

    private Uni<Integer> swept(Reason reason, String what, IntFunction<Uni<Integer>> batch) {
        return batches.swept(what, batch).invoke(jobs -> swept.swept(reason, jobs));
    }
}
