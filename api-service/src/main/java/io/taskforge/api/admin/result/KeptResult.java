package io.taskforge.api.admin.result;

import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.StoredResult;
import java.time.Instant;
import java.util.Optional;

/**
 * What is still there of a job's outcome, whoever's job it is.
 *
 * @param client its name
 * @param stored the result, or the drafts that a job left which ended without one
 * @param partial whether it is such drafts
 * @param spec what it was drafted from; empty once that was erased
 * @param failure why it has no result; set exactly when it ended without one
 * @param keptUntil when its result goes, or went; empty unless completed
 * @param timeIsUp whether that is past
 */
record KeptResult(
        JobId job,
        String client,
        JobStatus status,
        Optional<StoredResult> stored,
        boolean partial,
        Optional<String> spec,
        Optional<Failure> failure,
        Optional<Instant> keptUntil,
        boolean timeIsUp) {

    /** As its client is told of it. */
    record Failure(String code, String message) {}
}
