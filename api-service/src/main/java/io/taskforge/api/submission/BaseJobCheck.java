package io.taskforge.api.submission;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import io.taskforge.model.job.JobQueries;
import io.taskforge.model.job.NewJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Whether a job can build on the one that it names. One answer for every reason why not: whether there is such a job of somebody else is
 * nobody's business. Costs a read, and only those that name a base.
 */
@ApplicationScoped
class BaseJobCheck {

    private static final String NEEDED = "must be a completed job of this client whose result is still kept";

    private final JobQueries queries;

    BaseJobCheck(JobQueries queries) {
        this.queries = queries;
    }

    /** {@code base_job_unusable}; empty when nothing stands in the way. */
    Uni<Optional<RequestFailure>> refusal(NewJob job) {
        return job.base()
                .map(base -> DatabaseCall.read(queries.canBeBuiltOn(job.clientId(), base))
                        .map(usable -> usable ? Optional.<RequestFailure>empty() : Optional.of(unusable())))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static RequestFailure unusable() {
        return RequestFailure.invalid(
                FailureCode.BASE_JOB_UNUSABLE,
                "base_job_id " + NEEDED + "; name another, or leave it out.",
                List.of(new Violation("/base_job_id", Violation.Code.NOT_ALLOWED, NEEDED)));
    }
}
