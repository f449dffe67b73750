package io.taskforge.api.admin.job;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.job.JobFacts.ResultGlance;
import io.taskforge.api.database.Columns;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobQueries;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.KeptAnswer;
import io.taskforge.model.job.ModelAnswers;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a job for its page: whose it is, then how it stands, as its client reads it, and what belongs to it. */
@ApplicationScoped
class ReadOneJob {

    /** Far more than the runs of one job tell of; of more, the latest. */
    private static final int EVENTS_AT_MOST = 5_000;

    private static final int CALLBACKS_AT_MOST = 50;

    private static final String OWNER = "select client_id from job where id = $1";

    /** $1 id. */
    private static final String FACTS = """
            select c.name, c.disabled_at is not null as disabled, failures, crashes, lease_owner, available_at, idempotency_key, options,
              base_job_id, input_erased_at, events_erased_at, line_count, r.*, p.tickets as drafts
            from job join client c on c.id = client_id
            left join job_input i on i.job_id = job.id
            left join job_partial p on p.job_id = job.id
            left join lateral (
              select jsonb_array_length(coalesce(body -> 'tickets', '[]')) as result_tickets,
                jsonb_array_length(coalesce(body -> 'quality', '[]')) as result_findings,
                (select count(*) from jsonb_array_elements(coalesce(body -> 'quality', '[]')) f where f -> 'repaired' = 'false')::int as result_open,
                (body #>> '{coverage,ratio}')::float8 as result_ratio
              from (select body::jsonb as body from job_result where job_id = job.id and expires_at > now()) stored) r on true
            where job.id = $1""";

    /** $1 id. Of drafts only that there was one. */
    private static final String EVENTS = """
            select seq, type, status, attempt, at, detail ->> 'worker' as worker, detail ->> 'code' as error,
              detail ->> 'phase' as phase, (detail ->> 'percent')::int as percent
            from (select seq, type, status, attempt, at, case when type <> 'draft' then detail end as detail
                  from job_event where job_id = $1 order by seq desc limit %s) e""".formatted(EVENTS_AT_MOST);

    /** $1 id. */
    private static final String CALLBACKS = """
            select number, at, outcome, status_code, duration_ms from callback_attempt
            where job_id = $1 order by number desc limit %s""".formatted(CALLBACKS_AT_MOST);

    private final Pool pool;
    private final JobQueries queries;
    private final ModelAnswers answers;
    private final JobPolicy policy;

    ReadOneJob(Pool pool, JobQueries queries, ModelAnswers answers, JobPolicy policy) {
        this.pool = pool;
        this.queries = queries;
        this.answers = answers;
        this.policy = policy;
    }

    /** Whose it is. Fails with {@code not_found}, as does the method below, also for what can be no job's id. */
    Uni<ClientId> owner(JobId id) {
        return read(OWNER, id).map(found -> found.stream()
                .findFirst()
                .map(row -> new ClientId(row.getUUID("client_id")))
                .orElseThrow(ReadOneJob::unknown));
    }

    static JobId parse(String id) {
        return JobId.parse(id).orElseThrow(ReadOneJob::unknown);
    }

    static RequestFailure unknown() {
        return new RequestFailure(
                FailureCode.NOT_FOUND,
                "There is no such job, or retention has taken it since. The list has those that are kept.");
    }

    Uni<OneJob> of(JobId id) {
        return of(id, DatabaseCall.read(answers.of(id)));
    }

    /** For a look every other second, which shows no answers: they can be a megabyte. */
    Uni<OneJob> withoutAnswers(JobId id) {
        return of(id, Uni.createFrom().item(List.of()));
    }

    private Uni<OneJob> of(JobId id, Uni<List<KeptAnswer>> kept) {
        return owner(id).flatMap(client -> {
            Uni<Job> job = queries.job(client, id).map(found -> found.orElseThrow(ReadOneJob::unknown));
            return Uni.combine()
                    .all()
                    .unis(job, read(FACTS, id), read(EVENTS, id), read(CALLBACKS, id), kept)
                    .asTuple()
                    .map(read -> {
                        JobFacts facts = read.getItem2().stream()
                                .findFirst()
                                .map(row -> facts(client, row))
                                .orElseThrow(ReadOneJob::unknown);
                        return new OneJob(
                                read.getItem1(),
                                facts,
                                Timeline.of(events(read.getItem3()), facts.worker()),
                                read.getItem4().stream()
                                        .map(ReadOneJob::callback)
                                        .toList(),
                                read.getItem5());
                    });
        });
    }

    private Uni<RowSet<Row>> read(String sql, JobId id) {
        return DatabaseCall.read(pool.preparedQuery(sql).execute(Tuple.of(id.value())));
    }

    private JobFacts facts(ClientId client, Row row) {
        JsonObject options = row.getJsonObject("options");
        Integer lines = row.getInteger("line_count");
        Integer drafts = row.getInteger("drafts");
        Integer attempts = options.getJsonObject("budget", new JsonObject()).getInteger("max_attempts");
        return new JobFacts(
                client,
                row.getString("name"),
                row.getBoolean("disabled"),
                row.getInteger("failures"),
                attempts == null ? policy.failuresAtMost() : attempts,
                row.getInteger("crashes"),
                policy.crashesAtMost(),
                Optional.ofNullable(row.getString("lease_owner")),
                Columns.moment(row, "available_at").orElseThrow(),
                row.getString("idempotency_key"),
                ReadableOptions.of(options),
                Optional.ofNullable(row.getUUID("base_job_id")).map(JobId::new),
                lines == null ? OptionalInt.empty() : OptionalInt.of(lines),
                Columns.moment(row, "input_erased_at"),
                Columns.moment(row, "events_erased_at"),
                result(row),
                drafts == null ? 0 : drafts);
    }

    private static Optional<ResultGlance> result(Row row) {
        return Optional.ofNullable(row.getInteger("result_tickets"))
                .map(tickets -> new ResultGlance(
                        tickets,
                        row.getInteger("result_findings"),
                        row.getInteger("result_open"),
                        Optional.ofNullable(row.getDouble("result_ratio"))));
    }

    private static List<JobHappening> events(RowSet<Row> newestFirst) {
        List<JobHappening> events = new ArrayList<>();
        for (Row row : newestFirst) {
            Integer percent = row.getInteger("percent");
            events.add(new JobHappening(
                    row.getInteger("seq"),
                    row.getString("type"),
                    JobStatus.of(row.getString("status")),
                    row.getInteger("attempt"),
                    Columns.moment(row, "at").orElseThrow(),
                    Optional.ofNullable(row.getString("worker")),
                    Optional.ofNullable(row.getString("error")),
                    Optional.ofNullable(row.getString("phase")),
                    percent == null ? OptionalInt.empty() : OptionalInt.of(percent)));
        }
        Collections.reverse(events);
        return events;
    }

    private static CallbackLogLine callback(Row row) {
        return new CallbackLogLine(
                row.getInteger("number"),
                Columns.moment(row, "at").orElseThrow(),
                row.getString("outcome").replace('_', ' '),
                Optional.ofNullable(row.getInteger("status_code")),
                Duration.ofMillis(row.getInteger("duration_ms")));
    }
}
