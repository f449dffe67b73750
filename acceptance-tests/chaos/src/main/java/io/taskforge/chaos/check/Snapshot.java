package io.taskforge.chaos.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The database as of one moment: what became of each job.
 *
 * @param events of each job, by their number
 * @param outbox messages that still wait to be published
 */
public record Snapshot(
        Map<UUID, JobRow> jobs,
        Map<UUID, List<EventRow>> events,
        Map<UUID, ResultRow> results,
        Map<UUID, CallbackRow> callbacks,
        Set<UUID> partials,
        int outbox) {

    static final Set<String> TERMINAL = Set.of("completed", "failed", "cancelled", "expired");

    /** @param error its code; null when the job has none */
    public record JobRow(
            UUID id,
            UUID client,
            String key,
            String status,
            int attempt,
            int failures,
            int crashes,
            int eventSeq,
            String error,
            boolean callback,
            Instant createdAt) {

        public boolean terminal() {
            return TERMINAL.contains(status);
        }
    }

    public record EventRow(UUID job, int seq, String type, String status, int attempt, Instant at) {}

    /**
     * @param whole whether the stored hash is that of the stored body
     * @param names whether the body names this job
     * @param modelCalls as the result itself counts them
     */
    public record ResultRow(UUID job, int attempt, boolean whole, boolean names, int modelCalls) {}

    public record CallbackRow(UUID job, String webhookId, String status, int attempts) {}

    private static final String JOBS = """
            select id, client_id, idempotency_key, status, attempt, failures, crashes, event_seq, error ->> 'code' as error,
                   callback_url is not null as callback, created_at
            from job order by id""";

    private static final String EVENTS =
            "select job_id, seq, type, status, attempt, at from job_event order by job_id, seq";

    private static final String RESULTS = """
            select job_id, attempt, sha256 = sha256(convert_to(body, 'UTF8')) as whole,
                   body::jsonb ->> 'job_id' = job_id::text as names,
                   coalesce((body::jsonb #>> '{generation,model_calls}')::int, 0) as model_calls
            from job_result order by job_id""";

    private static final String CALLBACKS =
            "select job_id, webhook_id, status, attempts from callback_delivery order by job_id";

    private static final String PARTIALS = "select job_id from job_partial";

    private static final String OUTBOX = "select count(*) from outbox";

    /** In one transaction, so that it is of one moment. */
    public static Snapshot of(Connection database) throws SQLException {
        database.setAutoCommit(false);
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            return new Snapshot(
                    byJob(rows(database, JOBS, Snapshot::job), JobRow::id),
                    rows(database, EVENTS, Snapshot::event).stream()
                            .collect(Collectors.groupingBy(EventRow::job, LinkedHashMap::new, Collectors.toList())),
                    byJob(rows(database, RESULTS, Snapshot::result), ResultRow::job),
                    byJob(rows(database, CALLBACKS, Snapshot::callback), CallbackRow::job),
                    Set.copyOf(rows(database, PARTIALS, row -> row.getObject("job_id", UUID.class))),
                    rows(database, OUTBOX, row -> row.getInt(1)).getFirst());
        } finally {
            database.rollback();
            database.setAutoCommit(true);
        }
    }

    public Optional<JobRow> job(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    List<EventRow> eventsOf(UUID job) {
        return events.getOrDefault(job, List.of());
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection database, String sql, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    private static <T> Map<UUID, T> byJob(List<T> rows, Function<T, UUID> id) {
        Map<UUID, T> map = new LinkedHashMap<>();
        rows.forEach(row -> map.put(id.apply(row), row));
        return map;
    }

    private static JobRow job(ResultSet row) throws SQLException {
        return new JobRow(
                row.getObject("id", UUID.class),
                row.getObject("client_id", UUID.class),
                row.getString("idempotency_key"),
                row.getString("status"),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getInt("crashes"),
                row.getInt("event_seq"),
                row.getString("error"),
                row.getBoolean("callback"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static EventRow event(ResultSet row) throws SQLException {
        return new EventRow(
                row.getObject("job_id", UUID.class),
                row.getInt("seq"),
                row.getString("type"),
                row.getString("status"),
                row.getInt("attempt"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static ResultRow result(ResultSet row) throws SQLException {
        return new ResultRow(
                row.getObject("job_id", UUID.class),
                row.getInt("attempt"),
                row.getBoolean("whole"),
                row.getBoolean("names"),
                row.getInt("model_calls"));
    }

    private static CallbackRow callback(ResultSet row) throws SQLException {
        return new CallbackRow(
                row.getObject("job_id", UUID.class),
                row.getString("webhook_id"),
                row.getString("status"),
                row.getInt("attempts"));
    }
}
