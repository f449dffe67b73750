package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static io.taskforge.model.job.JobDatabase.inParallel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobSubmissionTest {

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    @Test
    void a_submission_is_a_job_its_input_its_first_event_and_a_bell_to_ring() {
        Job job = accepted(jobs.newJob());

        assertEquals(JobStatus.QUEUED, job.status());
        assertEquals("a", job.metadata().get("team"));
        assertEquals(Duration.ofHours(24), Duration.between(job.createdAt(), job.expiresAt()));
        assertEquals(1, count("job_input", job.id()));
        assertEquals(1, count("job_event", job.id()));
        assertEquals(1, count("outbox", job.id()));
    }

    @Test
    void a_job_id_is_a_version_7_uuid_of_the_moment_of_its_creation() {
        Job job = accepted(jobs.newJob());

        UUID id = job.id().value();
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertEquals(job.createdAt().toEpochMilli(), id.getMostSignificantBits() >>> 16);
    }

    @Test
    void parallel_submissions_of_one_key_give_one_job() {
        NewJob job = jobs.newJob();
        List<SubmitOutcome> outcomes = inParallel(40, () -> jobs.store().submitted(job));

        assertEquals(
                1,
                outcomes.stream()
                        .filter(SubmitOutcome.Accepted.class::isInstance)
                        .count());
        assertEquals(
                39,
                outcomes.stream()
                        .filter(SubmitOutcome.Replayed.class::isInstance)
                        .count());
        assertEquals(
                1, outcomes.stream().map(JobSubmissionTest::idOf).distinct().count());
    }

    @Test
    void a_key_used_for_another_request_is_refused_with_the_first_job() {
        Job first = accepted(jobs.newJob("reused-key", "Print the ledger."));

        SubmitOutcome second = await(jobs.store().submitted(jobs.newJob("reused-key", "Delete the ledger.")));

        assertEquals(
                first.id(),
                assertInstanceOf(SubmitOutcome.KeyReused.class, second).job().id());
    }

    @Test
    void parallel_submissions_never_pass_a_limit() {
        for (int limit : new int[] {5, Submissions.LIMIT_MARGIN + 12}) {
            ClientId client = jobs.newClient();
            var active = new JobLimits(OptionalInt.of(limit), OptionalInt.empty());
            List<SubmitOutcome> outcomes =
                    inParallel(limit + 40, () -> jobs.store().submitted(jobs.newJob(client, active)));

            assertEquals(
                    limit,
                    outcomes.stream()
                            .filter(SubmitOutcome.Accepted.class::isInstance)
                            .count());
            assertEquals(
                    40,
                    outcomes.stream()
                            .filter(new SubmitOutcome.TooManyActive(limit)::equals)
                            .count());
        }
    }

    @Test
    void submissions_of_one_event_loop_are_stored_together_and_each_gets_its_own_job() {
        List<NewJob> asked = IntStream.range(0, 100)
                .mapToObj(i -> jobs.newJob("together-" + i % 90, "Count to " + i % 90 + "."))
                .toList();

        List<SubmitOutcome> outcomes = jobs.onEventLoop(asked, jobs.store()::submitted);

        for (int i = 0; i < asked.size(); i++) {
            assertEquals(idOf(outcomes.get(i % 90)), idOf(outcomes.get(i)));
            assertEquals(
                    "Count to " + i % 90 + ".",
                    jobs.one("select spec from job_input where job_id = '" + idOf(outcomes.get(i)) + "'")
                            .getString("spec"));
        }
        assertEquals(
                90,
                outcomes.stream()
                        .filter(SubmitOutcome.Accepted.class::isInstance)
                        .count());
        assertEquals(
                90, outcomes.stream().map(JobSubmissionTest::idOf).distinct().count());
        assertEquals(1, count("outbox", idOf(outcomes.get(3))));
        assertEquals(1, count("job_event", idOf(outcomes.get(3))));
    }

    @Test
    void submissions_stored_together_never_pass_a_limit() {
        ClientId client = jobs.newClient();
        int limit = Submissions.LIMIT_MARGIN + 12;
        var active = new JobLimits(OptionalInt.of(limit), OptionalInt.of(limit + 10));
        List<NewJob> asked = IntStream.range(0, limit + 60)
                .mapToObj(i -> jobs.newJob(client, active))
                .toList();

        List<SubmitOutcome> outcomes = jobs.onEventLoop(asked, jobs.store()::submitted);

        assertEquals(
                limit,
                outcomes.stream()
                        .filter(SubmitOutcome.Accepted.class::isInstance)
                        .count());
    }

    @Test
    void a_client_at_its_limit_whose_jobs_end_meanwhile_is_let_in_or_told_so_and_nothing_else() {
        ClientId client = jobs.newClient();
        var active = new JobLimits(OptionalInt.of(5), OptionalInt.empty());
        List<SubmitOutcome> outcomes = inParallel(60, () -> jobs.store()
                .submitted(jobs.newJob(client, active))
                .call(outcome -> outcome instanceof SubmitOutcome.Accepted(Job job)
                        ? jobs.store().cancelRequested(client, job.id())
                        : Uni.createFrom().voidItem()));

        assertTrue(outcomes.stream()
                .allMatch(outcome -> outcome instanceof SubmitOutcome.Accepted
                        || outcome.equals(new SubmitOutcome.TooManyActive(5))));
    }

    @Test
    void two_event_loops_with_the_same_keys_in_opposite_order_give_each_key_one_job() {
        List<NewJob> asked = IntStream.range(0, 200)
                .mapToObj(i -> jobs.newJob("crossed-" + i, "Cross " + i + "."))
                .toList();

        List<List<SubmitOutcome>> both = List.of(asked, asked.reversed()).parallelStream()
                .map(order -> jobs.onEventLoop(order, jobs.store()::submitted))
                .toList();

        assertEquals(
                both.getFirst().stream().map(JobSubmissionTest::idOf).toList(),
                both.getLast().reversed().stream().map(JobSubmissionTest::idOf).toList());
    }

    @Test
    void a_submission_that_the_database_refuses_takes_no_other_with_it() {
        NewJob refused = jobs.newJob(new ClientId(UUID.randomUUID()), JobLimits.NONE);
        List<NewJob> asked = List.of(jobs.newJob(), jobs.newJob(), refused, jobs.newJob());

        List<Boolean> stored = jobs.onEventLoop(asked, job -> jobs.store()
                .submitted(job)
                .map(outcome -> true)
                .onFailure()
                .recoverWithItem(false));

        assertEquals(List.of(true, true, false, true), stored);
    }

    @Test
    void jobs_asked_for_together_are_each_client_s_own() {
        Job mine = accepted(jobs.newJob());
        ClientId stranger = jobs.newClient();
        Job theirs = accepted(jobs.newJob(stranger, JobLimits.NONE));

        var found = jobs.onEventLoop(
                List.of(
                        List.of(jobs.client(), mine.id()),
                        List.of(jobs.client(), theirs.id()),
                        List.of(stranger, theirs.id()),
                        List.of(stranger, mine.id())),
                pair -> jobs.queries().job((ClientId) pair.get(0), (JobId) pair.get(1)));

        assertEquals(
                List.of(Optional.of(mine.id()), Optional.empty(), Optional.of(theirs.id()), Optional.empty()),
                found.stream().map(job -> job.map(Job::id)).toList());
    }

    @Test
    void a_daily_quota_counts_jobs_that_have_ended_and_forgets_those_of_yesterday() {
        ClientId client = jobs.newClient();
        var daily = new JobLimits(OptionalInt.empty(), OptionalInt.of(2));
        NewJob first = jobs.newJob(client, daily);
        Job cancelled = accepted(first);
        await(jobs.store().cancelRequested(client, cancelled.id()));
        accepted(jobs.newJob(client, daily));

        assertEquals(new SubmitOutcome.DailyQuotaSpent(2), await(jobs.store().submitted(jobs.newJob(client, daily))));
        assertInstanceOf(SubmitOutcome.Replayed.class, await(jobs.store().submitted(first)));
        jobs.set(cancelled.id(), "created_at = created_at - interval '1 day'");
        accepted(jobs.newJob(client, daily));
    }

    private static Job accepted(NewJob job) {
        return assertInstanceOf(SubmitOutcome.Accepted.class, await(jobs.store().submitted(job)))
                .job();
    }

    private static JobId idOf(SubmitOutcome outcome) {
        return switch (outcome) {
            case SubmitOutcome.Accepted(Job job) -> job.id();
            case SubmitOutcome.Replayed(Job job) -> job.id();
            case SubmitOutcome.KeyReused(Job job) -> job.id();
            case SubmitOutcome.TooManyActive refused -> throw new AssertionError(refused);
            case SubmitOutcome.DailyQuotaSpent refused -> throw new AssertionError(refused);
        };
    }

    private static long count(String table, JobId id) {
        return jobs.one("select count(*) as n from " + table + " where job_id = '" + id + "'")
                .getLong("n");
    }
}
