package io.taskforge.model.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A migrated database of its own on a real PostgreSQL, and jobs in it in any named state. */
public final class JobDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A job in the state asked for, and the lease that a worker of it holds, or once held. */
    public record Fixture(JobId id, ClientId client, Lease lease) {}

    private final Vertx vertx = Vertx.vertx();
    private final String url;
    private final Pool pool;
    private final JobPolicy policy = new DefaultJobPolicy();
    private final JobStore store;
    private final JobQueries queries;
    private final ClientId client;

    public JobDatabase() {
        url = EmbeddedPostgres.shared().createDatabase();
        migrate(url);
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(PgConnectOptions.fromUri(url))
                .using(vertx)
                .build();
        JobRows rows = new JobRows(new ObjectMapper());
        store = new JobStore(pool, rows, policy);
        queries = new JobQueries(pool, rows);
        client = new ClientId(
                one("insert into client (name) values ('fixture') returning id").getUUID("id"));
    }

    private static void migrate(String url) {
        URI uri = URI.create(url);
        String[] login = uri.getUserInfo().split(":", 2);
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), login[0], login[1])
                .load()
                .migrate();
    }

    /** For an application under test that opens a pool of its own. */
    public String url() {
        return url;
    }

    public JobStore store() {
        return store;
    }

    public JobQueries queries() {
        return queries;
    }

    public Pool pool() {
        return pool;
    }

    public JobPolicy policy() {
        return policy;
    }

    public ClientId client() {
        return client;
    }

    /** A request that no other has the key of. */
    public NewJob newJob() {
        return newJob(UUID.randomUUID().toString(), "The ledger must balance.");
    }

    public NewJob newJob(String key, String spec) {
        return new NewJob(
                client,
                key,
                Sha256.of(spec),
                new TicketSpec("Ledger", spec, GenerationOptions.DEFAULTS),
                Map.of("team", "a"));
    }

    /** A job that got into the status the way jobs do. */
    public Fixture in(JobStatus status) {
        Job job = ((SubmitOutcome.Accepted) await(store.submitted(newJob()))).job();
        Lease none = new Lease(job.id(), UUID.randomUUID());
        return switch (status) {
            case QUEUED -> new Fixture(job.id(), client, none);
            case RUNNING -> new Fixture(job.id(), client, claim(job.id()));
            case CANCELLING -> {
                Lease lease = claim(job.id());
                await(store.cancelRequested(client, job.id()));
                yield new Fixture(job.id(), client, lease);
            }
            case COMPLETED -> {
                Lease lease = claim(job.id());
                await(store.completed(lease, 1, "{}", JobProgress.WAITING));
                yield new Fixture(job.id(), client, lease);
            }
            case FAILED -> {
                Lease lease = claim(job.id());
                await(store.failed(lease, new JobError("internal_error", "broken on purpose", false), false));
                yield new Fixture(job.id(), client, lease);
            }
            case CANCELLED -> {
                await(store.cancelRequested(client, job.id()));
                yield new Fixture(job.id(), client, none);
            }
            case EXPIRED -> {
                set(job.id(), "expires_at = now() - interval '1 second'");
                await(store.queueTimesPassed(1_000));
                yield new Fixture(job.id(), client, none);
            }
        };
    }

    public Lease claim(JobId id) {
        return await(store.claimed(id, "fixture")).orElseThrow().lease();
    }

    public JobStatus statusOf(JobId id) {
        return JobStatus.of(row(id).getString("status"));
    }

    public Row row(JobId id) {
        return one("select * from job where id = '" + id + "'");
    }

    /** Turns the database's clock, in effect: moves a job's own times. */
    public void set(JobId id, String assignment) {
        await(pool.preparedQuery("update job set " + assignment + " where id = $1")
                .execute(Tuple.of(id.value())));
    }

    public Row one(String sql) {
        return await(pool.query(sql).execute()).iterator().next();
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
    }
}
