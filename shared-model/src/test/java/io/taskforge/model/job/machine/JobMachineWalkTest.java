package io.taskforge.model.job.machine;

import static io.taskforge.model.job.JobDatabase.await;
import static io.taskforge.model.job.JobStatus.CANCELLED;
import static io.taskforge.model.job.JobStatus.CANCELLING;
import static io.taskforge.model.job.JobStatus.COMPLETED;
import static io.taskforge.model.job.JobStatus.EXPIRED;
import static io.taskforge.model.job.JobStatus.FAILED;
import static io.taskforge.model.job.JobStatus.QUEUED;
import static io.taskforge.model.job.JobStatus.RUNNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.machine.StoredJobs.Stored;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every status meets every event on a real PostgreSQL, in time and after all its times are up, and goes where the machine says, or
 * nowhere. Where that is for a job that is due for everything stands here once more, for people.
 */
class JobMachineWalkTest {

    /** From a job whose times are all up, with budgets to spare. Of what is missing, nothing comes. */
    private static final Map<Told, Map<JobStatus, JobStatus>> DUE = Map.ofEntries(
            Map.entry(Told.CLAIMED, Map.of()),
            Map.entry(Told.HEARTBEAT, Map.of(RUNNING, RUNNING, CANCELLING, CANCELLING)),
            Map.entry(Told.PROGRESS, Map.of(RUNNING, RUNNING, CANCELLING, CANCELLING)),
            Map.entry(Told.DRAFTS, Map.of(RUNNING, RUNNING, CANCELLING, CANCELLING)),
            Map.entry(Told.COMPLETED, Map.of(RUNNING, COMPLETED)),
            Map.entry(Told.FAILED_TO_RETRY, Map.of(RUNNING, QUEUED, CANCELLING, CANCELLED)),
            Map.entry(Told.FAILED_FOR_GOOD, Map.of(RUNNING, FAILED, CANCELLING, CANCELLED)),
            Map.entry(Told.HANDED_BACK, Map.of(RUNNING, QUEUED, CANCELLING, CANCELLED)),
            Map.entry(Told.CANCEL_REQUESTED, Map.of(QUEUED, CANCELLED, RUNNING, CANCELLING)),
            Map.entry(Told.CANCEL_ACKNOWLEDGED, Map.of(CANCELLING, CANCELLED)),
            Map.entry(Told.LEASE_EXPIRED, Map.of(RUNNING, QUEUED, CANCELLING, CANCELLED)),
            Map.entry(Told.CANCEL_GRACE_PASSED, Map.of(CANCELLING, CANCELLED)),
            Map.entry(Told.DEADLINE_PASSED, Map.of(RUNNING, FAILED)),
            Map.entry(Told.QUEUE_TIME_PASSED, Map.of(QUEUED, EXPIRED)));

    private static JobDatabase jobs;
    private static StoredJobs stored;
    private static JobMachine machine;

    @BeforeAll
    static void open() {
        jobs = new JobDatabase();
        stored = new StoredJobs(jobs);
        machine = new JobMachine(jobs.policy());
    }

    @AfterAll
    static void close() {
        jobs.close();
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(JobStatus.values())
                .flatMap(status -> Arrays.stream(Told.values()).map(event -> arguments(status, event)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void a_job_in_time_goes_where_the_machine_says(JobStatus from, Told told) {
        walk(jobs.in(from), told);
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void a_job_whose_times_are_up_goes_where_the_machine_and_the_table_say(JobStatus from, Told told) {
        JobDatabase.Fixture job = jobs.in(from);
        stored.pass(job.id(), Duration.ofDays(2));

        walk(job, told);

        assertEquals(Optional.ofNullable(DUE.get(told).get(from)).orElse(from), jobs.statusOf(job.id()));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void a_job_without_a_budget_left_goes_where_the_machine_says(JobStatus from, Told told) {
        JobDatabase.Fixture job = jobs.in(from);
        stored.pass(job.id(), Duration.ofDays(2));
        jobs.set(job.id(), "failures = 2, crashes = 2");

        walk(job, told);
    }

    /** And so long that doubling a pause for each would be longer than a number can say. */
    @ParameterizedTest
    @MethodSource("everyPair")
    void a_job_that_went_wrong_a_thousand_times_goes_where_the_machine_says(JobStatus from, Told told) {
        JobDatabase.Fixture job = jobs.in(from);
        jobs.set(
                job.id(),
                "failures = 1000, options = '{\"budget\":{\"max_attempts\":2000,\"max_duration_seconds\":60}}'");
        stored.pass(job.id(), Duration.ofDays(2));

        walk(job, told);
    }

    private static void walk(JobDatabase.Fixture job, Told told) {
        Stored before = stored.read(job.id());

        await(stored.tell(jobs.store(), job.id(), told.with(job.lease().token())));

        Stored after = stored.read(job.id());
        UUID token = after.seen()
                .state()
                .lease()
                .map(JobState.Held::token)
                .orElse(job.lease().token());
        new Agreement(machine).hold(before, told.with(token), after);
    }
}
