package io.taskforge.api.callback;

import io.taskforge.model.job.CallbackState;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.DueCallback;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Jobs that have ended, without a database. */
final class EndedJobs {

    static final JobId ID = new JobId(UUID.fromString("019e4fae-f96a-78b2-be03-8633c38ea640"));
    static final Instant CREATED = Instant.parse("2026-05-22T12:35:27.722228Z");
    static final Instant FINISHED = Instant.parse("2026-05-22T12:41:56.122228Z");
    static final Instant NOW = Instant.parse("2026-05-22T12:42:00Z");

    private EndedJobs() {}

    static Job job(JobStatus end, String callbackUrl) {
        return job(end, callbackUrl, "Ledger", Map.of("team", "a"), null, null);
    }

    static Job job(
            JobStatus end,
            String callbackUrl,
            String title,
            Map<String, String> metadata,
            JobProgress progress,
            JobError error) {
        return new Job(
                ID,
                new ClientId(UUID.randomUUID()),
                title,
                end,
                1,
                progress,
                error,
                metadata,
                null,
                CREATED,
                FINISHED,
                CREATED,
                FINISHED,
                null,
                CREATED,
                null,
                CallbackState.notDue(callbackUrl));
    }

    static DueCallback due(String callbackUrl) {
        return due(callbackUrl, 0, null);
    }

    static DueCallback due(String callbackUrl, int attemptsBefore, List<String> hosts) {
        return due(job(JobStatus.COMPLETED, callbackUrl), attemptsBefore, hosts);
    }

    static DueCallback due(Job job, int attemptsBefore, List<String> hosts) {
        return new DueCallback(
                job,
                "msg_019e4fb4d1c57e0b8f0d0a51c2d3e4f5",
                UUID.randomUUID(),
                attemptsBefore,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(hosts));
    }
}
