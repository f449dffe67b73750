package io.taskforge.api.job;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.JobId;

/** The job that a path names. Another client's job, an unknown one and a malformed id are the same: there is no such job. */
public final class JobPath {

    private JobPath() {}

    /** @throws RequestFailure {@code job_not_found} when the text cannot be a job's id */
    public static JobId parse(String text) {
        return JobId.parse(text).orElseThrow(JobPath::notFound);
    }

    public static RequestFailure notFound() {
        return new RequestFailure(FailureCode.JOB_NOT_FOUND, "This client has no job with this id.");
    }
}
