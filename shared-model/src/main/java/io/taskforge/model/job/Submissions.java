package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.trace.TraceParent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** How a request becomes a job: alone, together with others that come at the same moment, or, near a limit, one after the other. */
final class Submissions {

    /** A commit costs as much for one as for many; more would only keep the first waiting. */
    private static final int TOGETHER = 32;

    private static final int REPLICAS = 2;

    /** As many as so many replicas can have on their way at one moment, were they all of one client. */
    static final int LIMIT_MARGIN = REPLICAS * Gathered.AT_ONCE * TOGETHER;

    private static final Set<String> ONE_TO_BLAME = Set.of("22", "23", "40");

    /** The last submission of each client that waits for its turn, or has it. */
    private final ConcurrentMap<ClientId, CompletableFuture<Void>> turns = new ConcurrentHashMap<>();

    private final Pool pool;
    private final JobRows rows;
    private final JobPolicy policy;
    private final Gathered<Submission, Optional<Job>> gathered =
            new Gathered<>(this::inserted, Gathered.Equal.WAIT, TOGETHER);

    Submissions(Pool pool, JobRows rows, JobPolicy policy) {
        this.pool = pool;
        this.rows = rows;
        this.policy = policy;
    }

    /** @see JobStore#submitted */
    Uni<SubmitOutcome> submitted(NewJob job) {
        return nearALimit(job)
                ? inTurn(job)
                : gathered.ask(new Submission(job))
                        .onFailure(Submissions::oneOfThemIsToBlame)
                        .recoverWithUni(() -> inserted(pool, job, LIMIT_MARGIN))
                        .flatMap(created -> created.isPresent()
                                ? settled(new SubmitOutcome.Accepted(created.get()))
                                : firstUse(pool, job)
                                        .flatMap(first -> first.isPresent()
                                                ? settled(first.get())
                                                // Within the margin of a limit, or the key's job was erased a moment
                                                // ago.
                                                : inTurn(job)));
    }

    /** Two of one client and key are never in one statement. */
    private record Submission(NewJob job) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Submission(NewJob their)
                    && job.clientId().equals(their.clientId())
                    && job.idempotencyKey().equals(their.idempotencyKey());
        }

        @Override
        public int hashCode() {
            return job.idempotencyKey().hashCode();
        }
    }

    private Uni<List<Optional<Job>>> inserted(List<Submission> submissions) {
        return submissions.size() == 1
                ? inserted(pool, submissions.getFirst().job(), LIMIT_MARGIN).map(List::of)
                : insertedTogether(submissions);
    }

    /** A value that the database refuses (SQLSTATE 22, 23), or a conflict with others (40): the rest must not suffer for it. */
    private static boolean oneOfThemIsToBlame(Throwable failure) {
        return failure instanceof PgException refusal
                && refusal.getSqlState() != null
                && ONE_TO_BLAME.contains(refusal.getSqlState().substring(0, 2));
    }

    private Uni<List<Optional<Job>>> insertedTogether(List<Submission> submissions) {
        List<NewJob> jobs = submissions.stream().map(Submission::job).toList();
        Tuple parameters = Tuple.from(Arrays.asList(
                column(jobs, UUID[]::new, job -> job.clientId().value()),
                column(jobs, String[]::new, NewJob::idempotencyKey),
                column(jobs, Buffer[]::new, job -> Buffer.buffer(job.requestHash())),
                column(jobs, String[]::new, job -> job.spec().title()),
                column(jobs, String[]::new, job -> rows.write(job.spec().options())),
                column(jobs, String[]::new, job -> rows.write(job.metadata())),
                policy.queueExpiry().toMillis(),
                column(jobs, String[]::new, job -> job.spec().text()),
                column(
                        jobs,
                        Buffer[]::new,
                        job -> Buffer.buffer(Sha256.of(job.spec().text()))),
                column(jobs, Integer[]::new, Submissions::lines),
                column(jobs, String[]::new, NewJob::callbackUrl),
                column(jobs, Integer[]::new, job -> boxed(job.limits().active(), LIMIT_MARGIN)),
                column(jobs, Integer[]::new, job -> boxed(job.limits().daily(), LIMIT_MARGIN)),
                column(jobs, UUID[]::new, Submissions::base),
                column(jobs, String[]::new, Submissions::trace)));
        return pool.preparedQuery(JobSql.SUBMITTED_TOGETHER).execute(parameters).map(found -> {
            Map<String, Job> created = HashMap.newHashMap(found.size());
            found.forEach(
                    row -> created.put(row.getUUID("client_id") + row.getString("idempotency_key"), rows.job(row)));
            return jobs.stream()
                    .map(job -> Optional.ofNullable(created.get(job.clientId() + job.idempotencyKey())))
                    .toList();
        });
    }

    private static <T> T[] column(List<NewJob> jobs, IntFunction<T[]> array, Function<NewJob, T> value) {
        return jobs.stream().map(value).toArray(array);
    }

    private static UUID base(NewJob job) {
        return job.base().map(JobId::value).orElse(null);
    }

    private static String trace(NewJob job) {
        return job.trace().map(TraceParent::toString).orElse(null);
    }

    private static int lines(NewJob job) {
        return (int) job.spec().text().chars().filter(c -> c == '\n').count() + 1;
    }

    private static boolean nearALimit(NewJob job) {
        return Stream.of(job.limits().active(), job.limits().daily())
                .anyMatch(limit -> limit.isPresent() && limit.getAsInt() <= LIMIT_MARGIN);
    }

    /** Before it takes a connection: a client at its limit must not hold all of them with submissions that wait for each other. */
    private Uni<SubmitOutcome> inTurn(NewJob job) {
        return Uni.createFrom().deferred(() -> {
            var mine = new CompletableFuture<Void>();
            CompletableFuture<Void> before = turns.put(job.clientId(), mine);
            Context context = Vertx.currentContext();
            Uni<Void> turn = before == null
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().completionStage(before).emitOn(command -> on(context, command));
            return turn.flatMap(come -> oneAtATime(job)).onTermination().invoke(() -> {
                turns.remove(job.clientId(), mine);
                mine.complete(null);
            });
        });
    }

    private static void on(Context context, Runnable command) {
        if (context == null) {
            command.run();
        } else {
            context.runOnContext(ignored -> command.run());
        }
    }

    /**
     * Concurrent statements do not see each other's jobs, so that together they could pass a limit. Below the margin they cannot;
     * within it they wait for each other.
     */
    private Uni<SubmitOutcome> oneAtATime(NewJob job) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(JobSql.SUBMISSIONS_LOCKED)
                .execute(Tuple.of(job.clientId().value()))
                .flatMap(locked -> inserted(connection, job, 0))
                .flatMap(created -> created.isPresent()
                        ? settled(new SubmitOutcome.Accepted(created.get()))
                        : firstUse(connection, job)
                                .flatMap(first -> first.isPresent()
                                        ? settled(first.get())
                                        : limitReached(connection, job)
                                                .flatMap(reached -> reached.isPresent()
                                                        ? settled(reached.get())
                                                        : roomCameFree(connection, job)))));
    }

    /** A job has ended, or the key's was erased, since the insert found no room: what stood in the way is gone. */
    private Uni<SubmitOutcome> roomCameFree(SqlClient connection, NewJob job) {
        return inserted(connection, job, 0).map(created -> created.<SubmitOutcome>map(SubmitOutcome.Accepted::new)
                .orElseThrow(() -> new IllegalStateException("submissions of one client did not come one at a time")));
    }

    private Uni<Optional<Job>> inserted(SqlClient client, NewJob job, int margin) {
        String spec = job.spec().text();
        Tuple parameters = Tuple.from(Arrays.asList(
                job.clientId().value(),
                job.idempotencyKey(),
                Buffer.buffer(job.requestHash()),
                job.spec().title(),
                rows.write(job.spec().options()),
                rows.write(job.metadata()),
                policy.queueExpiry().toMillis(),
                spec,
                Buffer.buffer(Sha256.of(spec)),
                lines(job),
                job.callbackUrl(),
                boxed(job.limits().active(), margin),
                boxed(job.limits().daily(), margin),
                base(job),
                trace(job)));
        return one(client, JobSql.SUBMITTED, parameters).map(created -> created.map(rows::job));
    }

    private static Integer boxed(OptionalInt limit, int margin) {
        return limit.isPresent() ? limit.getAsInt() - margin : null;
    }

    /** @see JobStore#submittedBefore */
    Uni<Optional<SubmitOutcome>> firstUse(NewJob job) {
        return firstUse(pool, job);
    }

    /** @see JobStore#submittedBefore */
    Uni<Optional<SubmitOutcome>> firstUse(ClientId client, String idempotencyKey, byte[] requestHash) {
        return firstUse(pool, client, idempotencyKey, requestHash);
    }

    /** What the key was first used for; empty when it was not. */
    private Uni<Optional<SubmitOutcome>> firstUse(SqlClient client, NewJob job) {
        return firstUse(client, job.clientId(), job.idempotencyKey(), job.requestHash());
    }

    private Uni<Optional<SubmitOutcome>> firstUse(
            SqlClient client, ClientId owner, String idempotencyKey, byte[] requestHash) {
        return one(client, JobSql.FIRST_USE_OF_KEY, Tuple.of(owner.value(), idempotencyKey))
                .map(found -> found.map(row -> {
                    Job first = rows.job(row);
                    boolean same = Arrays.equals(
                            requestHash, row.getBuffer("request_hash").getBytes());
                    return same ? new SubmitOutcome.Replayed(first) : new SubmitOutcome.KeyReused(first);
                }));
    }

    /** Empty when there is room by now. */
    private Uni<Optional<SubmitOutcome>> limitReached(SqlClient client, NewJob job) {
        Tuple parameters = Tuple.of(
                job.clientId().value(),
                boxed(job.limits().active(), 0),
                boxed(job.limits().daily(), 0));
        return one(client, JobSql.LIMITS_REACHED, parameters)
                .map(Optional::orElseThrow)
                .map(reached -> {
                    if (reached.getBoolean("active")) {
                        return Optional.of(new SubmitOutcome.TooManyActive(
                                job.limits().active().orElseThrow()));
                    }
                    return reached.getBoolean("daily")
                            ? Optional.of(new SubmitOutcome.DailyQuotaSpent(
                                    job.limits().daily().orElseThrow()))
                            : Optional.empty();
                });
    }

    private static Uni<SubmitOutcome> settled(SubmitOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    private static Uni<Optional<Row>> one(SqlClient client, String sql, Tuple parameters) {
        return client.preparedQuery(sql).execute(parameters).map(found -> {
            var iterator = found.iterator();
            return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
        });
    }
}
