package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status meets every transition on a real PostgreSQL, and goes where {@link JobTransition} says, or nowhere. */
class JobTransitionWalkTest {

    private static JobDatabase jobs;

    @BeforeAll
    static void open() {
        jobs = new JobDatabase();
    }

    @AfterAll
    static void close() {
        jobs.close();
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(JobStatus.values()).flatMap(status -> Arrays.stream(JobTransition.values())
                .map(transition -> arguments(status, transition)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void a_transition_leads_where_the_table_says_or_changes_nothing(JobStatus from, JobTransition transition) {
        JobDatabase.Fixture job = jobs.in(from);
        prepare(job, from, transition);
        long eventsBefore = events(job);
        String before = withoutClocks(job);

        happen(job, transition);

        Optional<JobStatus> expected = transition.from(from);
        assertEquals(expected.orElse(from), jobs.statusOf(job.id()));
        boolean moved = expected.isPresent() && expected.get() != from;
        assertEquals(eventsBefore + (moved ? 1 : 0), events(job), "each move, and nothing else, has an event");
        assertEquals(
                jobs.row(job.id()).getInteger("event_seq").longValue(),
                events(job),
                "events are numbered without gaps");
        if (expected.isEmpty()) {
            assertEquals(before, withoutClocks(job), "a transition that loses leaves the row as it was");
        }
    }

    /** Moves the job's own times, so that what only time brings about can happen now. */
    private static void prepare(JobDatabase.Fixture job, JobStatus from, JobTransition transition) {
        boolean leased = from == JobStatus.RUNNING || from == JobStatus.CANCELLING;
        switch (transition) {
            case LEASE_EXPIRED, LEASE_EXPIRED_FOR_GOOD -> {
                if (leased) {
                    jobs.set(job.id(), "lease_until = now() - interval '1 second'");
                }
                jobs.set(job.id(), "crashes = " + (transition == JobTransition.LEASE_EXPIRED ? 0 : 2));
            }
            case CANCEL_GRACE_PASSED -> jobs.set(job.id(), "cancel_requested_at = now() - interval '1 hour'");
            case DEADLINE_PASSED -> jobs.set(job.id(), "deadline_at = now() - interval '1 hour'");
            case QUEUE_TIME_PASSED -> jobs.set(job.id(), "expires_at = now() - interval '1 second'");
            case CLAIMED,
                    HEARTBEAT,
                    COMPLETED_BY_WORKER,
                    FAILED_TO_RETRY,
                    FAILED_FOR_GOOD,
                    HANDED_BACK,
                    CANCEL_REQUESTED,
                    CANCEL_ACKNOWLEDGED -> {}
        }
    }

    private static void happen(JobDatabase.Fixture job, JobTransition transition) {
        JobStore store = jobs.store();
        JobError error = new JobError("model_unavailable", "The model is away.", true);
        switch (transition) {
            case CLAIMED -> await(store.claimed(job.id(), "walker"));
            case HEARTBEAT -> await(store.heartbeat(job.lease(), Optional.empty()));
            case COMPLETED_BY_WORKER -> await(store.completed(job.lease(), 1, "{}", JobProgress.WAITING));
            case FAILED_TO_RETRY -> await(store.failed(job.lease(), error, true));
            case FAILED_FOR_GOOD -> await(store.failed(job.lease(), error, false));
            case HANDED_BACK -> await(store.handedBack(job.lease()));
            case CANCEL_REQUESTED -> await(store.cancelRequested(job.client(), job.id()));
            case CANCEL_ACKNOWLEDGED -> await(store.cancelAcknowledged(job.lease()));
            case LEASE_EXPIRED, LEASE_EXPIRED_FOR_GOOD -> await(store.leasesExpired(1_000));
            case CANCEL_GRACE_PASSED -> await(store.cancelGracesPassed(1_000));
            case DEADLINE_PASSED -> await(store.deadlinesPassed(1_000));
            case QUEUE_TIME_PASSED -> await(store.queueTimesPassed(1_000));
        }
    }

    private static long events(JobDatabase.Fixture job) {
        return jobs.one("select count(*) as n from job_event where job_id = '" + job.id() + "'")
                .getLong("n");
    }

    private static String withoutClocks(JobDatabase.Fixture job) {
        var row = jobs.row(job.id());
        return List.of(
                        row.getString("status"),
                        String.valueOf(row.getUUID("lease_token")),
                        String.valueOf(row.getOffsetDateTime("finished_at")),
                        row.getInteger("attempt"),
                        row.getInteger("failures"),
                        row.getInteger("crashes"),
                        String.valueOf(row.getOffsetDateTime("updated_at")))
                .toString();
    }
}
