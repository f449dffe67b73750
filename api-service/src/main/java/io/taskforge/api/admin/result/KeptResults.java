package io.taskforge.api.admin.result;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.StoredResult;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.Optional;

/** Results of all clients' jobs. */
@ApplicationScoped
class KeptResults {

    /** $1 job. A result whose time is up is gone, also before it is swept away; a job that may still complete shows no drafts. */
    private static final String OF_JOB = """
            select job.id, status, client.name as client, error, result_expires_at,
              coalesce(result_expires_at <= now(), false) as time_is_up,
              coalesce(r.body, p.body) as body, coalesce(r.sha256, p.sha256) as sha256, r.body is null as partial,
              case when input_erased_at is null then spec end as spec
            from job join client on client.id = client_id
              left join job_result r on r.job_id = job.id and r.expires_at > now()
              left join job_partial p on p.job_id = job.id and status in ('failed', 'cancelled', 'expired')
              left join job_input i on i.job_id = job.id
            where job.id = $1""";

    private final Pool pool;

    KeptResults(Pool pool) {
        this.pool = pool;
    }

    /** Fails with {@code not_found} when there is no such job, or the text is no job's id. */
    Uni<KeptResult> of(String jobId) {
        JobId id = JobId.parse(jobId).orElseThrow(KeptResults::noSuchJob);
        return DatabaseCall.read(pool.preparedQuery(OF_JOB)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().map(KeptResults::kept).findFirst().orElseThrow(KeptResults::noSuchJob)));
    }

    private static RequestFailure noSuchJob() {
        return new RequestFailure(FailureCode.NOT_FOUND, "There is no such job (any more).");
    }

    private static KeptResult kept(Row row) {
        Optional<StoredResult> stored = Optional.ofNullable(row.getString("body"))
                .map(body -> new StoredResult(
                        body, HexFormat.of().formatHex(row.getBuffer("sha256").getBytes())));
        return new KeptResult(
                new JobId(row.getUUID("id")),
                row.getString("client"),
                JobStatus.of(row.getString("status")),
                stored,
                stored.isPresent() && row.getBoolean("partial"),
                Optional.ofNullable(row.getString("spec")),
                Optional.ofNullable(row.getJsonObject("error")).map(KeptResults::failure),
                Optional.ofNullable(row.getOffsetDateTime("result_expires_at")).map(at -> at.toInstant()),
                row.getBoolean("time_is_up"));
    }

    private static KeptResult.Failure failure(JsonObject error) {
        return new KeptResult.Failure(error.getString("code", ""), error.getString("message", ""));
    }
}
