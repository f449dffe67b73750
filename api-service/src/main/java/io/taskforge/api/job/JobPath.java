package io.taskforge.api.job;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.JobId;
import io.taskforge.model.log.LineIds;

/** The job that a request names. Another client's job, an unknown one and a malformed id are the same: there is no such job. */
public final class JobPath {

    private JobPath() {}

    /** @throws RequestFailure {@code job_not_found} when the text cannot be a job's id; it is not repeated, being anything */
    public static JobId parse(String text) {
        JobId id = JobId.parse(text).orElseThrow(JobPath::noSuchJob);
        LineIds.rest(id);
        return id;
    }

    public static RequestFailure notFound(JobId id) {
        return noSuchJob().aboutJob(id.toString());
    }

    private static RequestFailure noSuchJob() {
        return new RequestFailure(FailureCode.JOB_NOT_FOUND, "This client has no job with this id.");
    }
}
