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
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

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
    private final Retention retention;
    private final JobPages pages;
    private final JobEvents events;
    private final ClientId client;

    public JobDatabase() {
        this(EmbeddedPostgres.shared().createDatabase());
    }

    /** @param url of a database that may have seen some migrations, and sees the others now */
    public JobDatabase(String url) {
        this.url = url;
        migrations(url).load().migrate();
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(PgConnectOptions.fromUri(url))
                .using(vertx)
                .build();
        JobRows rows = new JobRows(new ObjectMapper());
        store = new JobStore(pool, rows, policy, new DefaultRetentionPolicy());
        queries = new JobQueries(pool, rows);
        retention = new Retention(pool, new DefaultRetentionPolicy());
        pages = new JobPages(pool, rows);
        events = new JobEvents(pool, rows);
        client = new ClientId(
                one("insert into client (name) values ('fixture') returning id").getUUID("id"));
    }

    /** For whoever wants an earlier version than the newest. */
    public static FluentConfiguration migrations(String url) {
        URI uri = URI.create(url);
        String[] login = uri.getUserInfo().split(":", 2);
        String database = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
        return Flyway.configure().dataSource(database, login[0], login[1]);
    }

    /** For an application under test that opens a pool of its own. */
    public String url() {
        return url;
    }

    public JobStore store() {
        return store;
    }

    /** A store whose statements are changed before the database has them: to hold one at a place of a test's choice. */
    public JobStore storeOf(UnaryOperator<String> statements) {
        return new JobStore(poolOf(statements), new JobRows(new ObjectMapper()), policy, new DefaultRetentionPolicy());
    }

    /** The same for queries. */
    JobQueries queriesOf(UnaryOperator<String> statements) {
        return new JobQueries(poolOf(statements), new JobRows(new ObjectMapper()));
    }

    /** The same for whatever takes a pool. */
    public Pool poolOf(UnaryOperator<String> statements) {
        io.vertx.sqlclient.Pool changing = (io.vertx.sqlclient.Pool) Proxy.newProxyInstance(
                JobDatabase.class.getClassLoader(),
                new Class<?>[] {io.vertx.sqlclient.Pool.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "preparedQuery" -> pool.getDelegate().preparedQuery(statements.apply((String) arguments[0]));
                    case "query" -> pool.getDelegate().query(statements.apply((String) arguments[0]));
                    default -> method.invoke(pool.getDelegate(), arguments);
                });
        return Pool.newInstance(changing);
    }

    public JobQueries queries() {
        return queries;
    }

    public Retention retention() {
        return retention;
    }

    public JobPages pages() {
        return pages;
    }

    public JobEvents events() {
        return events;
    }

    public ModelAnswers answers() {
        return new ModelAnswers(pool);
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
        return newJob(client, key, spec, JobLimits.NONE);
    }

    public NewJob newJob(ClientId owner, JobLimits limits) {
        return newJob(owner, UUID.randomUUID().toString(), "The ledger must balance.", limits);
    }

    private static NewJob newJob(ClientId owner, String key, String spec, JobLimits limits) {
        return new NewJob(
                owner,
                key,
                Sha256.of(spec),
                new TicketSpec("Ledger", spec, GenerationOptions.DEFAULTS),
                Map.of("team", "a"),
                null,
                limits);
    }

    public ClientId newClient() {
        return new ClientId(
                one("insert into client (name) values ('c' || replace(gen_random_uuid()::text, '-', '')) returning id")
                        .getUUID("id"));
    }

    /** A job that got into the status the way jobs do. */
    public Fixture in(JobStatus status) {
        Job job = ((SubmitOutcome.Accepted) await(store.submitted(newJob()))).job();
        Fixture queued = new Fixture(job.id(), client, new Lease(job.id(), UUID.randomUUID()));
        return switch (status) {
            case QUEUED -> queued;
            case RUNNING -> new Fixture(job.id(), client, claim(job.id()));
            case CANCELLING -> {
                Lease lease = claim(job.id());
                await(store.cancelRequested(client, job.id()));
                yield new Fixture(job.id(), client, lease);
            }
            case COMPLETED, FAILED, CANCELLED, EXPIRED -> end(queued, status);
        };
    }

    /** Ends a queued job. */
    public Fixture end(Fixture queued, JobStatus how) {
        return switch (how) {
            case COMPLETED -> {
                Lease lease = claim(queued.id());
                await(store.completed(lease, 1, "{}", JobProgress.WAITING));
                yield new Fixture(queued.id(), client, lease);
            }
            case FAILED -> {
                Lease lease = claim(queued.id());
                await(store.failed(lease, new JobError("internal_error", "broken on purpose", false), false));
                yield new Fixture(queued.id(), client, lease);
            }
            case CANCELLED -> {
                await(store.cancelRequested(client, queued.id()));
                yield queued;
            }
            case EXPIRED -> {
                set(queued.id(), "expires_at = now() - interval '1 second'");
                await(store.queueTimesPassed(1_000));
                yield queued;
            }
            case QUEUED, RUNNING, CANCELLING -> throw new IllegalArgumentException(how + " is no end");
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

    /** Everything at once; fails with the first that does. */
    public static <T> List<T> inParallel(int times, Supplier<Uni<T>> call) {
        List<Uni<T>> calls = IntStream.range(0, times).mapToObj(i -> call.get()).toList();
        return await(Uni.join().all(calls).andFailFast());
    }

    /** Everything at once, from one event loop, as a service's requests come; the answers in the order of the questions. */
    public <Q, A> List<A> onEventLoop(List<Q> questions, Function<Q, Uni<A>> call) {
        CompletableFuture<List<A>> answers = new CompletableFuture<>();
        vertx.getDelegate().getOrCreateContext().runOnContext(ignored -> Uni.join()
                .all(questions.stream().map(call).toList())
                .andFailFast()
                .subscribe()
                .with(answers::complete, answers::completeExceptionally));
        return await(Uni.createFrom().completionStage(answers));
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
    }
}
