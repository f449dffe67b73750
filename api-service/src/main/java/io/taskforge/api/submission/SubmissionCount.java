package io.taskforge.api.submission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.submission.SubmitJob.Estimated;
import io.taskforge.api.submission.SubmitJob.Submitted;
import io.taskforge.api.submission.SubmitJob.Taken;
import jakarta.inject.Singleton;

/** Counts what submissions come to, whichever door they came through. Why one was refused is counted with all refusals. */
@Startup
@Singleton
class SubmissionCount {

    private final Counter accepted;
    private final Counter replayed;
    private final Counter estimated;
    private final Counter refused;
    private final Counter failed;

    SubmissionCount(MeterRegistry meters) {
        accepted = counter(meters, "accepted");
        replayed = counter(meters, "replayed");
        estimated = counter(meters, "estimated");
        refused = counter(meters, "refused");
        failed = counter(meters, "failed");
    }

    <T extends Taken> Uni<T> counted(Uni<T> submission) {
        return submission.invoke(this::taken).onFailure().invoke(error -> {
            if (error instanceof RequestFailure) {
                refused.increment();
            } else {
                failed.increment();
            }
        });
    }

    private void taken(Taken taken) {
        switch (taken) {
            case Submitted submitted -> (submitted.replayed() ? replayed : accepted).increment();
            case Estimated estimate -> estimated.increment();
        }
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("taskforge.submissions")
                .description("Requests for a job, by what came of them.")
                .tag("outcome", outcome)
                .register(meters);
    }
}
