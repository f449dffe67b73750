package io.taskforge.api.admin.job;

import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One row of the list.
 *
 * @param title empty once it was erased
 * @param client whose it is, by name
 * @param phase while it runs, if it has said anything yet
 * @param percent with {@code phase}
 * @param error the code
 */
record ListedJob(
        JobId id,
        Optional<String> title,
        ClientId clientId,
        String client,
        JobStatus status,
        int attempt,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> phase,
        OptionalInt percent,
        Optional<String> error) {

    public String page() {
        return JobLinks.page(id);
    }

    public String clientPage() {
        return JobLinks.client(clientId);
    }

    public boolean running() {
        return status == JobStatus.RUNNING || status == JobStatus.CANCELLING;
    }

    /** From the first start to the end; empty for one that never started or goes on. */
    public Optional<Duration> took() {
        return startedAt.flatMap(start -> finishedAt.map(end -> Duration.between(start, end)));
    }
}
