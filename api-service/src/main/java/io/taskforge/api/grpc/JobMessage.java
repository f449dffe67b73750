package io.taskforge.api.grpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.tickets.v1.CallbackState;
import io.taskforge.tickets.v1.Job;
import io.taskforge.tickets.v1.JobError;
import io.taskforge.tickets.v1.Progress;
import java.time.Instant;
import java.util.function.Consumer;

/** A job as a message: what {@link TicketsJob} is over REST. */
final class JobMessage {

    private JobMessage() {}

    static Job of(io.taskforge.model.job.Job job) {
        TicketsJob shown = TicketsJob.of(job);
        Job.Builder message = Job.newBuilder()
                .setSchemaVersion(shown.schemaVersion())
                .setJobId(shown.jobId())
                .setStatus(shown.status())
                .setTerminal(shown.terminal())
                .setStatusUrl(shown.statusUrl())
                .setResultUrl(shown.resultUrl())
                .setAttempt(shown.attempt())
                .putAllMetadata(shown.metadata());
        set(shown.title(), message::setTitle);
        set(shown.queuePosition(), message::setQueuePosition);
        time(job.createdAt(), message::setCreatedAt);
        time(job.updatedAt(), message::setUpdatedAt);
        time(job.startedAt(), message::setStartedAt);
        time(job.finishedAt(), message::setFinishedAt);
        time(job.cancelRequestedAt(), message::setCancelRequestedAt);
        if (shown.expiresAt() != null) {
            time(job.expiresAt(), message::setExpiresAt);
        }
        time(job.resultExpiresAt(), message::setResultExpiresAt);
        if (job.callback() != null) {
            callback(job.callback(), message.getCallbackBuilder());
        }
        if (shown.retryAfter() != null) {
            message.setPollAfter(Duration.newBuilder()
                    .setSeconds(shown.retryAfter().toSeconds())
                    .setNanos(shown.retryAfter().toNanosPart()));
        }
        if (shown.progress() != null) {
            Progress.Builder progress = message.getProgressBuilder()
                    .setPhase(shown.progress().phase().word())
                    .setPercent(shown.progress().percent())
                    .setTicketsDrafted(shown.progress().ticketsDrafted());
            set(shown.progress().message(), progress::setMessage);
        }
        if (shown.error() != null) {
            message.setError(JobError.newBuilder()
                    .setCode(shown.error().code())
                    .setMessage(shown.error().message())
                    .setRetryable(shown.error().retryable()));
        }
        return message.build();
    }

    private static void callback(io.taskforge.model.job.CallbackState state, CallbackState.Builder message) {
        message.setUrl(state.url()).setStatus(state.status().word()).setAttempts(state.attempts());
        set(state.lastStatusCode(), message::setLastStatusCode);
        time(state.lastAttemptAt(), message::setLastAttemptAt);
        time(state.nextAttemptAt(), message::setNextAttemptAt);
    }

    private static <T> void set(T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    static void time(Instant moment, Consumer<Timestamp> setter) {
        if (moment != null) {
            setter.accept(Timestamp.newBuilder()
                    .setSeconds(moment.getEpochSecond())
                    .setNanos(moment.getNano())
                    .build());
        }
    }
}
