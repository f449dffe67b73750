package io.taskforge.api.job;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.dispatch.ControlBell;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.CancelOutcome;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Cancels, and never deletes: at once while queued, else as soon as its worker lets go. */
@ApplicationScoped
public class CancelJob {

    private final JobStore store;
    private final ControlBell bell;

    CancelJob(JobStore store, ControlBell bell) {
        this.store = store;
        this.bell = bell;
    }

    /** The job, cancelled or being cancelled. Fails with {@code job_not_found} or {@code job_not_cancellable}. */
    public Uni<Job> asked(ClientId client, JobId id) {
        return done(store.cancelRequested(client, id), id);
    }

    /** The same for an administrator, which the job's error then says. */
    public Uni<Job> askedByAdmin(ClientId client, JobId id) {
        return done(store.cancelRequestedByAdmin(client, id), id);
    }

    private Uni<Job> done(Uni<CancelOutcome> asked, JobId id) {
        return DatabaseCall.write(asked).map(outcome -> switch (outcome) {
            case CancelOutcome.Cancelled cancelled -> told(cancelled.job());
            case CancelOutcome.TooLate tooLate ->
                throw new RequestFailure(
                                FailureCode.JOB_NOT_CANCELLABLE,
                                "Job is already " + tooLate.job().status().word() + ".")
                        .withJob(TicketsJob.of(tooLate.job()));
            case CancelOutcome.Unknown unknown -> throw JobPath.notFound(id);
        });
    }

    /** Whoever runs it lets go sooner than by its next heartbeat, as a rule. */
    private Job told(Job job) {
        if (job.status() == JobStatus.CANCELLING) {
            bell.cancelRequested(job.id());
        }
        return job;
    }
}
