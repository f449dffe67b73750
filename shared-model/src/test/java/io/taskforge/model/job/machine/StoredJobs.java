package io.taskforge.model.job.machine;

import static io.taskforge.model.job.JobDatabase.await;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.Lease;
import io.taskforge.model.job.NewDrafts;
import io.taskforge.model.job.machine.Decision.Noted;
import io.taskforge.model.job.machine.JobState.Held;
import io.taskforge.model.job.machine.JobState.Terms;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Jobs of a {@link JobDatabase} as the machine sees them, and events as its store is told of them. */
final class StoredJobs {

    private static final int ALL = 1_000;

    private static final String AS_IT_STANDS = """
            select job.*, now() as read_at, progress::text as told, error ->> 'code' as error_code, options::text as asked,
              array(select seq || ' ' || type || ' ' || status || ' ' || attempt from job_event where job_id = id order by seq) as history,
              array(select due_at at time zone 'UTC' from outbox where job_id = job.id order by outbox.id) as bells,
              (select count(*) from job_result where job_id = job.id)::int as results
            from job where id = $1""";

    /**
     * @param changedAt the moment of its last move
     * @param readAt the moment that it was looked at
     */
    record Stored(Seen seen, Instant changedAt, Instant readAt) {}

    private final JobDatabase jobs;

    StoredJobs(JobDatabase jobs) {
        this.jobs = jobs;
    }

    Stored read(JobId id) {
        Row row = await(jobs.pool().preparedQuery(AS_IT_STANDS).execute(Tuple.of(id.value())))
                .iterator()
                .next();
        List<Noted> history = new ArrayList<>();
        for (String event : row.getArrayOfStrings("history")) {
            String[] said = event.split(" ", 4);
            history.add(
                    new Noted(Integer.parseInt(said[0]), said[1], JobStatus.of(said[2]), Integer.parseInt(said[3])));
        }
        List<Instant> bells = new ArrayList<>();
        for (LocalDateTime due : row.getArrayOfLocalDateTimes("bells")) {
            bells.add(due.toInstant(ZoneOffset.UTC));
        }
        return new Stored(
                new Seen(state(row), history, bells, row.getInteger("results")),
                at(row, "updated_at").orElseThrow(),
                at(row, "read_at").orElseThrow());
    }

    private static JobState state(Row row) {
        return new JobState(
                JobStatus.of(row.getString("status")),
                row.getInteger("attempt"),
                row.getInteger("failures"),
                row.getInteger("crashes"),
                at(row, "lease_until").map(until -> new Held(row.getUUID("lease_token"), until)),
                at(row, "available_at").orElseThrow(),
                at(row, "deadline_at"),
                at(row, "expires_at").orElseThrow(),
                at(row, "cancel_requested_at"),
                at(row, "finished_at"),
                row.getInteger("event_seq"),
                Optional.ofNullable(row.getString("told")).map(StoredJobs::progress),
                Optional.ofNullable(row.getString("error_code")),
                terms(row.getString("asked")));
    }

    private static JobProgress progress(String json) {
        JsonObject told = new JsonObject(json);
        return new JobProgress(
                JobProgress.Phase.of(told.getString("phase")),
                told.getInteger("percent"),
                told.getInteger("tickets_drafted"),
                told.getString("message"));
    }

    private static Terms terms(String options) {
        JsonObject budget = new JsonObject(options).getJsonObject("budget", new JsonObject());
        return new Terms(
                Optional.ofNullable(budget.getInteger("max_attempts")),
                Optional.ofNullable(budget.getLong("max_duration_seconds")).map(Duration::ofSeconds));
    }

    private static Optional<Instant> at(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(moment -> moment.toInstant());
    }

    /** Turns the database's clock on by so much, in effect: moves all times of a job back. */
    void pass(JobId id, Duration time) {
        StringBuilder moved = new StringBuilder("updated_at = updated_at");
        for (String column : List.of(
                "lease_until",
                "available_at",
                "deadline_at",
                "expires_at",
                "created_at",
                "started_at",
                "finished_at",
                "cancel_requested_at")) {
            moved.append(", %1$s = %1$s - interval '%2$d seconds'".formatted(column, time.toSeconds()));
        }
        jobs.set(id, moved.toString());
        jobs.one("with moved as (update outbox set due_at = due_at - interval '" + time.toSeconds()
                + " seconds' where job_id = '" + id + "' returning 1) select count(*) from moved");
    }

    /** A claim gets a token of the database's choice, and not the event's. */
    Uni<?> tell(JobStore store, JobId id, Event event) {
        ClientId client = jobs.client();
        return switch (event) {
            case Event.Claimed ignored -> store.claimed(id, "machine");
            case Event.Heartbeat beat -> store.heartbeat(new Lease(id, beat.token()), beat.progress(), drafts(beat));
            case Event.Completed done ->
                store.completed(new Lease(id, done.token()), 1, "{\"of\":\"" + done.token() + "\"}", done.progress());
            case Event.Failed failed ->
                store.failed(
                        new Lease(id, failed.token()),
                        new JobError(failed.errorCode(), "As it was told.", failed.retry()),
                        failed.retry());
            case Event.HandedBack back -> store.handedBack(new Lease(id, back.token()));
            case Event.CancelRequested ignored -> store.cancelRequested(client, id);
            case Event.CancelAcknowledged let -> store.cancelAcknowledged(new Lease(id, let.token()));
            case Event.LeaseExpired ignored -> store.leasesExpired(ALL);
            case Event.CancelGracePassed ignored -> store.cancelGracesPassed(ALL);
            case Event.DeadlinePassed ignored -> store.deadlinesPassed(ALL);
            case Event.QueueTimePassed ignored -> store.queueTimesPassed(ALL);
        };
    }

    private static NewDrafts drafts(Event.Heartbeat beat) {
        return new NewDrafts(
                IntStream.range(0, beat.drafts()).mapToObj(i -> "{}").toList(), Optional.empty());
    }

    /** A token that was never anybody's. */
    static UUID stranger() {
        return new UUID(0, 1);
    }
}
