package io.taskforge.model.job.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.DefaultJobPolicy;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.machine.Decision.Bell;
import io.taskforge.model.job.machine.Decision.Moved;
import io.taskforge.model.job.machine.JobState.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rules come to in numbers. */
class JobMachineTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID TOKEN = new UUID(1, 1);
    private static final Event FAILED = new Event.Failed(TOKEN, "model_unavailable", true);

    private final JobPolicy policy = new DefaultJobPolicy();
    private final JobMachine machine = new JobMachine(policy);

    private JobState waiting(Terms terms) {
        return JobState.submitted(NOON, policy.queueExpiry(), terms);
    }

    private JobState running(Terms terms, int failures, int crashes) {
        JobState state = after(waiting(terms), new Event.Claimed(TOKEN), NOON);
        return new JobState(
                state.status(),
                state.attempt(),
                failures,
                crashes,
                state.lease(),
                state.availableAt(),
                state.deadlineAt(),
                state.expiresAt(),
                state.cancelRequestedAt(),
                state.finishedAt(),
                state.eventSeq(),
                state.progress(),
                state.errorCode(),
                state.terms());
    }

    private JobState after(JobState state, Event event, Instant now) {
        return moved(state, event, now).state();
    }

    private Moved moved(JobState state, Event event, Instant now) {
        return assertInstanceOf(Moved.class, machine.decide(state, event, now));
    }

    private void refused(JobState state, Event event, Instant now) {
        assertInstanceOf(Decision.Refused.class, machine.decide(state, event, now));
    }

    @ParameterizedTest
    @CsvSource({"0,5", "1,10", "6,320", "7,600", "30,600", "31,600", "64,600", "2147483645,600"})
    void a_failure_waits_up_to_twice_the_one_before_and_never_longer_than_the_cap(int before, int seconds) {
        Terms patient = new Terms(Optional.of(Integer.MAX_VALUE), Optional.empty());
        JobState state = running(patient, before, 0);

        Bell bell = moved(state, FAILED, NOON).written().bell().orElseThrow();

        assertEquals(new Bell(NOON, NOON.plusSeconds(seconds)), bell);
    }

    @Test
    void a_first_lost_worker_costs_no_time_a_second_some_and_a_third_the_job() {
        Instant later = NOON.plusSeconds(21);

        assertEquals(
                Optional.of(new Bell(later, later)),
                moved(running(Terms.NONE, 0, 0), new Event.LeaseExpired(), later)
                        .written()
                        .bell());
        assertEquals(
                Optional.of(new Bell(later, later.plusSeconds(5))),
                moved(running(Terms.NONE, 0, 1), new Event.LeaseExpired(), later)
                        .written()
                        .bell());
        JobState poison = after(running(Terms.NONE, 0, 2), new Event.LeaseExpired(), later);
        assertEquals(JobStatus.FAILED, poison.status());
        assertEquals(Optional.of("worker_lost"), poison.errorCode());
    }

    @Test
    void the_third_failure_is_the_last_unless_the_request_says_otherwise() {
        assertEquals(
                JobStatus.QUEUED, after(running(Terms.NONE, 1, 0), FAILED, NOON).status());
        assertEquals(
                JobStatus.FAILED, after(running(Terms.NONE, 2, 0), FAILED, NOON).status());
        Terms once = new Terms(Optional.of(1), Optional.empty());
        assertEquals(JobStatus.FAILED, after(running(once, 0, 0), FAILED, NOON).status());
    }

    @Test
    void what_time_brings_about_comes_after_its_moment_and_not_in_it() {
        JobState running = running(Terms.NONE, 0, 0);
        refused(running, new Event.LeaseExpired(), NOON.plusSeconds(20));
        moved(running, new Event.LeaseExpired(), NOON.plusSeconds(20).plusNanos(1));

        Instant overdue = NOON.plus(Duration.ofMinutes(25)).plusSeconds(15);
        refused(running, new Event.DeadlinePassed(), overdue);
        moved(running, new Event.DeadlinePassed(), overdue.plusNanos(1));

        JobState cancelling = after(running, new Event.CancelRequested(), NOON);
        refused(cancelling, new Event.CancelGracePassed(), NOON.plusSeconds(30));
        moved(cancelling, new Event.CancelGracePassed(), NOON.plusSeconds(30).plusNanos(1));
    }

    /** In the very moment neither: a job is never taken and expired. */
    @Test
    void a_job_whose_time_in_the_queue_ends_now_is_not_taken_any_more() {
        JobState waiting = waiting(Terms.NONE);
        Instant end = NOON.plus(Duration.ofDays(1));

        moved(waiting, new Event.Claimed(TOKEN), end.minusNanos(1));
        refused(waiting, new Event.Claimed(TOKEN), end);
        refused(waiting, new Event.QueueTimePassed(), end);
        moved(waiting, new Event.QueueTimePassed(), end.plusNanos(1));
    }

    @Test
    void a_deadline_of_the_requests_own_is_its_clients_to_extend() {
        Terms brief = new Terms(Optional.empty(), Optional.of(Duration.ofSeconds(60)));
        Instant late = NOON.plus(Duration.ofHours(1));

        assertEquals(
                Optional.of("budget_exhausted"),
                after(running(brief, 0, 0), new Event.DeadlinePassed(), late).errorCode());
        assertEquals(
                Optional.of("generation_timeout"),
                after(running(Terms.NONE, 0, 0), new Event.DeadlinePassed(), late)
                        .errorCode());
    }

    @Test
    void a_worker_that_is_late_but_not_yet_swept_away_may_complete() {
        Event done = new Event.Completed(TOKEN, JobProgress.WAITING);

        Moved completed = moved(running(Terms.NONE, 0, 0), done, NOON.plus(Duration.ofHours(1)));

        assertTrue(completed.written().result());
        assertEquals(JobStatus.COMPLETED, completed.state().status());
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void a_state_that_the_database_would_refuse_cannot_be_made(JobStatus status) {
        JobState good = waiting(Terms.NONE);
        boolean waits = status == JobStatus.QUEUED;

        Runnable made = () -> new JobState(
                status,
                0,
                0,
                waits ? -1 : 0,
                Optional.empty(),
                good.availableAt(),
                Optional.empty(),
                good.expiresAt(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                Terms.NONE);

        assertThrows(IllegalArgumentException.class, made::run);
    }
}
