package io.taskforge.api.admin.job;

import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an administrator sees of a job beyond what its client does.
 *
 * @param client whose it is, by name
 * @param clientDisabled whether that client is let in nowhere
 * @param failures runs that failed, of {@code failuresAtMost}
 * @param crashes runs that ended with their worker, of {@code crashesAtMost}
 * @param worker that holds the lease
 * @param availableAt from when on it may run
 * @param options as stored, in words
 * @param base the job that it builds on
 * @param specLines of the specification, also once that is erased
 * @param result in numbers; empty when there is none, or none any more
 * @param drafts kept of a run that did not complete; 0 for none
 */
record JobFacts(
        ClientId clientId,
        String client,
        boolean clientDisabled,
        int failures,
        int failuresAtMost,
        int crashes,
        int crashesAtMost,
        Optional<String> worker,
        Instant availableAt,
        String idempotencyKey,
        List<ReadableOptions.Option> options,
        Optional<JobId> base,
        OptionalInt specLines,
        Optional<Instant> inputErasedAt,
        Optional<Instant> eventsErasedAt,
        Optional<ResultGlance> result,
        int drafts) {

    /**
     * A result in numbers.
     *
     * @param findings of the checks
     * @param open those of them that the drafts still have
     */
    record ResultGlance(int tickets, int findings, int open, Optional<Double> covered) {

        /** 0 to 100, rounded down: what is not covered is not hidden. */
        public Optional<Integer> coveredPercent() {
            return covered.map(ratio -> (int) Math.floor(ratio * 100));
        }
    }

    public String clientPage() {
        return JobLinks.client(clientId);
    }

    public Optional<String> basePage() {
        return base.map(JobLinks::page);
    }

    public boolean erased() {
        return inputErasedAt.isPresent() && eventsErasedAt.isPresent();
    }

    public boolean hasDrafts() {
        return drafts > 0;
    }
}
