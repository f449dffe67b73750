package io.taskforge.model.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.trace.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads rows of the job table, and writes the JSON in its columns. */
@ApplicationScoped
class JobRows {

    private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};

    private final ObjectMapper json;
    private final ObjectReader progress;
    private final ObjectReader errors;
    private final ObjectReader metadata;
    private final ObjectReader options;

    JobRows(ObjectMapper json) {
        this.json = json;
        this.progress = json.readerFor(JobProgress.class);
        this.errors = json.readerFor(JobError.class);
        this.metadata = json.readerFor(METADATA);
        this.options = json.readerFor(GenerationOptions.class);
    }

    Job job(Row row) {
        return new Job(
                new JobId(row.getUUID("id")),
                new ClientId(row.getUUID("client_id")),
                row.getString("title"),
                JobStatus.of(row.getString("status")),
                row.getInteger("attempt"),
                read(row, "progress", progress),
                read(row, "error", errors),
                read(row, "metadata", metadata),
                row.getColumnIndex("queue_position") < 0 ? null : row.getInteger("queue_position"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                instant(row, "cancel_requested_at"),
                instant(row, "expires_at"),
                instant(row, "result_expires_at"),
                callback(row));
    }

    /**
     * Of a row with its versions.
     *
     * @param known the answer, if it has the same ones
     */
    JobReading reading(Row row, long asOf, Optional<JobReading> known) {
        var versions = new JobReading.RowVersions(version(row, "version"), version(row, "callback_version"));
        return known.filter(reading -> reading.versions().equals(versions))
                .orElseGet(() -> new JobReading(job(row), versions, asOf));
    }

    private static int version(Row row, String column) {
        return Integer.parseUnsignedInt(row.getString(column));
    }

    /** @param job as it stands now */
    JobEvent event(Row row, Job job) {
        JobStatus status = JobStatus.of(row.getString("event_status"));
        JobEvent.Kind kind = kind(row.getString("event_type"), status);
        String detail = row.getString("event_detail");
        Instant at = instant(row, "event_at");
        JobProgress progress = kind == JobEvent.Kind.DRAFT ? null : read(row, "event_detail", this.progress);
        Job then = kind == JobEvent.Kind.TERMINAL
                ? job
                : before(job, status, row.getInteger("event_attempt"), progress, at);
        Optional<String> draft = kind == JobEvent.Kind.DRAFT ? Optional.of(detail) : Optional.empty();
        return new JobEvent(row.getInteger("seq"), at, kind, then, draft);
    }

    private static JobEvent.Kind kind(String type, JobStatus status) {
        if (status.terminal()) {
            return JobEvent.Kind.TERMINAL;
        }
        return switch (type) {
            case "progress" -> JobEvent.Kind.PROGRESS;
            case "draft" -> JobEvent.Kind.DRAFT;
            default -> JobEvent.Kind.STATUS;
        };
    }

    private static Job before(Job job, JobStatus status, int attempt, JobProgress progress, Instant at) {
        return new Job(
                job.id(),
                job.clientId(),
                job.title(),
                status,
                attempt,
                progress,
                null,
                job.metadata(),
                null,
                job.createdAt(),
                at,
                attempt == 0 ? null : job.startedAt(),
                null,
                status == JobStatus.CANCELLING ? job.cancelRequestedAt() : null,
                null,
                null,
                job.callback() == null
                        ? null
                        : CallbackState.notDue(job.callback().url()));
    }

    JobInput input(Row row) {
        return new JobInput(job(row), row.getBoolean("erased") ? Optional.empty() : spec(row), base(row));
    }

    /** Empty when retention has erased it. */
    private Optional<TicketSpec> spec(Row row) {
        String title = row.getString("title");
        String text = row.getString("spec");
        return title == null || text == null
                ? Optional.empty()
                : Optional.of(new TicketSpec(title, text, options(row)));
    }

    private GenerationOptions options(Row row) {
        return read(row, "options", options);
    }

    private static Optional<JobId> base(Row row) {
        return Optional.ofNullable(row.getUUID("base_job_id")).map(JobId::new);
    }

    BaseJob baseJob(Row row) {
        return new BaseJob(new JobId(row.getUUID("id")), options(row), spec(row), row.getString("body"));
    }

    private static CallbackState callback(Row row) {
        String url = row.getString("callback_url");
        if (url == null) {
            return null;
        }
        boolean due = row.getColumnIndex("callback_status") >= 0 && row.getString("callback_status") != null;
        return due
                ? new CallbackState(
                        url,
                        CallbackState.Status.of(row.getString("callback_status")),
                        row.getInteger("callback_attempts"),
                        row.getInteger("callback_status_code"),
                        instant(row, "callback_attempt_at"),
                        instant(row, "callback_due_at"))
                : CallbackState.notDue(url);
    }

    ClaimedJob claimed(Row row) {
        return new ClaimedJob(
                new Lease(new JobId(row.getUUID("id")), row.getUUID("lease_token")),
                row.getInteger("attempt"),
                new TicketSpec(row.getString("title"), row.getString("spec"), options(row)),
                Duration.ofMillis(Math.max(0, row.getLong("queued_ms"))),
                Duration.ofMillis(Math.max(0, row.getLong("dispatchable_ms"))),
                base(row),
                trace(row));
    }

    static Optional<TraceParent> trace(Row row) {
        return TraceParent.parse(row.getString("trace_parent"));
    }

    String write(Object value) {
        return StoredJson.write(json, value);
    }

    private static <T> T read(Row row, String column, ObjectReader reader) {
        String text = row.getString(column);
        try {
            return text == null ? null : reader.readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds, as " + column + ", what cannot be read", e);
        }
    }

    private static Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
