package io.taskforge.model.job.machine;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.machine.StoredJobs.Stored;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two events meet one job at the same time, from two connections. Whatever the database makes of it must be what the machine says for
 * one order of the two: no statement may decide on a version of the row that is not the one it changes.
 */
class JobRaceTest {

    private static final int LOOKS = 20_000;

    /** Of the advisory lock that stands for the place where a statement is held. */
    private static final int GATE = 4_711;

    /** Where the two find the job: all its times are up, so that as many as can be true are true at once. */
    enum Found {
        WAITING(JobStatus.QUEUED, Duration.ZERO, ""),
        WAITING_TOO_LONG(JobStatus.QUEUED, Duration.ofDays(2), ""),
        RUNNING(JobStatus.RUNNING, Duration.ofDays(2), ""),
        RUNNING_ITS_LAST(JobStatus.RUNNING, Duration.ofDays(2), "failures = 2, crashes = 2"),
        CANCELLING(JobStatus.CANCELLING, Duration.ofDays(2), "");

        private final JobStatus status;
        private final Duration since;
        private final String change;

        Found(JobStatus status, Duration since, String change) {
            this.status = status;
            this.since = since;
            this.change = change;
        }

        JobDatabase.Fixture made() {
            JobDatabase.Fixture job = jobs.in(status);
            stored.pass(job.id(), since);
            if (!change.isEmpty()) {
                jobs.set(job.id(), change);
            }
            return job;
        }
    }

    private static JobDatabase jobs;
    private static StoredJobs stored;
    private static JobMachine machine;
    private static JobStore held;
    private static SqlConnection third;

    @BeforeAll
    static void open() {
        jobs = new JobDatabase();
        stored = new StoredJobs(jobs);
        machine = new JobMachine(jobs.policy());
        held = jobs.storeOf(JobRaceTest::heldBeforeItsRows);
        third = await(jobs.pool().getConnection());
    }

    @AfterAll
    static void close() {
        await(third.close());
        jobs.close();
    }

    /**
     * The statement waits with the snapshot that it has, before it looks at the first row: as one does whose process is not given the
     * processor just then.
     */
    private static String heldBeforeItsRows(String sql) {
        String gate = "(select true from pg_advisory_xact_lock_shared(" + GATE + ")) and ";
        String gated = sql.contains("from job where ")
                ? sql.replaceFirst("from job where ", "from job where " + gate)
                : sql.replaceFirst("where id = ", "where " + gate + "id = ");
        if (gated.equals(sql)) {
            throw new IllegalArgumentException("no place to hold " + sql);
        }
        return gated;
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(Found.values()).flatMap(found -> Arrays.stream(Told.values())
                .flatMap(first -> Arrays.stream(Told.values()).map(second -> arguments(found, first, second))));
    }

    static Stream<Arguments> everyPairOfOneJob() {
        return everyPair().filter(pair -> !((Told) pair.get()[1]).sweep() && !((Told) pair.get()[2]).sweep());
    }

    /** The first began before the second, and comes to its rows after it. */
    @ParameterizedTest
    @MethodSource("everyPair")
    void a_statement_that_is_overtaken_decides_on_what_it_changes(Found found, Told first, Told second) {
        overtake(held, found.made(), first, second);
    }

    /** So that the races are known to see what they are run for. */
    @Test
    void a_statement_that_decided_on_its_snapshot_would_be_caught() {
        String decision = "when status = 'cancelling'";
        JobStore deceived = jobs.storeOf(sql -> heldBeforeItsRows(sql.replace(
                decision, "when (select seen.status from job seen where seen.id = job.id) = 'cancelling'")));
        JobDatabase.Fixture job = Found.RUNNING.made();

        assertThrows(AssertionError.class, () -> overtake(deceived, job, Told.FAILED_TO_RETRY, Told.CANCEL_REQUESTED));
    }

    private static void overtake(JobStore slow, JobDatabase.Fixture job, Told first, Told second) {
        Stored before = stored.read(job.id());
        await(third.query("select pg_advisory_lock(" + GATE + ")").execute());

        CompletableFuture<?> overtaken = begun(slow, job, first);
        awaitWaiting(1, overtaken);
        await(stored.tell(jobs.store(), job.id(), event(job, second)));
        await(third.query("select pg_advisory_unlock(" + GATE + ")").execute());
        await(Uni.createFrom().completionStage(overtaken));

        assertOneOrder(before, event(job, first), event(job, second), stored.read(job.id()));
    }

    /** Both wait for a third that has the row. A sweep does not wait, so it is not among them. */
    @ParameterizedTest
    @MethodSource("everyPairOfOneJob")
    void two_statements_that_wait_for_the_row_decide_one_after_the_other(Found found, Told first, Told second) {
        JobDatabase.Fixture job = found.made();
        Stored before = stored.read(job.id());
        await(third.query("begin").execute());
        await(third.query("select 1 from job where id = '" + job.id() + "' for update")
                .execute());

        CompletableFuture<?> one = begun(jobs.store(), job, first);
        awaitWaiting(1, one);
        CompletableFuture<?> two = begun(jobs.store(), job, second);
        awaitWaiting(2, one, two);
        await(third.query("commit").execute());
        await(Uni.createFrom().completionStage(one));
        await(Uni.createFrom().completionStage(two));

        assertOneOrder(before, event(job, first), event(job, second), stored.read(job.id()));
    }

    private static Event event(JobDatabase.Fixture job, Told told) {
        return told.with(job.lease().token());
    }

    private static CompletableFuture<?> begun(JobStore store, JobDatabase.Fixture job, Told told) {
        return stored.tell(store, job.id(), event(job, told))
                .map(Object.class::cast)
                .subscribeAsCompletionStage();
    }

    /** Until each of the statements waits for a lock, or has found nothing to wait for. */
    private static void awaitWaiting(int statements, CompletableFuture<?>... begun) {
        for (int look = 0; look < LOOKS; look++) {
            long done = Arrays.stream(begun).filter(CompletableFuture::isDone).count();
            long waiting = jobs.one("select count(*) as n from pg_stat_activity"
                            + " where datname = current_database() and wait_event_type = 'Lock'")
                    .getLong("n");
            if (waiting + done >= statements) {
                return;
            }
        }
        fail("the statements neither wait nor end");
    }

    private static void assertOneOrder(Stored before, Event first, Event second, Stored after) {
        Seen actual = timeless(after.seen());
        List<Seen> allowed = List.of(
                inOrder(before.seen(), after.readAt(), first, second),
                inOrder(before.seen(), after.readAt(), second, first));
        assertTrue(
                allowed.contains(actual),
                () -> first + " beside " + second + " at\n" + before.seen() + "\nled to\n" + actual
                        + "\nand not to one of\n" + allowed);
    }

    private static Seen inOrder(Seen before, Instant now, Event... events) {
        Seen seen = before;
        for (Event event : events) {
            seen = seen.after(machine.decide(seen.state(), event, now));
        }
        return timeless(seen);
    }

    /** All but moments and tokens, which no two runs share. */
    private static Seen timeless(Seen seen) {
        JobState state = seen.state();
        Instant some = Instant.EPOCH;
        return new Seen(
                new JobState(
                        state.status(),
                        state.attempt(),
                        state.failures(),
                        state.crashes(),
                        state.lease().map(lease -> new JobState.Held(StoredJobs.stranger(), some)),
                        some,
                        state.deadlineAt().map(at -> some),
                        some,
                        state.cancelRequestedAt().map(at -> some),
                        state.finishedAt().map(at -> some),
                        state.eventSeq(),
                        state.progress(),
                        state.errorCode(),
                        state.terms()),
                seen.history(),
                seen.bells().stream().map(at -> some).toList(),
                seen.results());
    }
}
