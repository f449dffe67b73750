package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sweepers of several replicas, at once and in batches. */
class JobSweepTest {

    private static final int ALL = 1_000;

    private JobDatabase jobs;

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    /** In this order, which is that of their ids. */
    private List<JobDatabase.Fixture> silent(JobStatus status, int howMany) {
        List<JobDatabase.Fixture> made = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            JobDatabase.Fixture job = jobs.in(status);
            jobs.set(job.id(), "lease_until = now() - interval '1 second'");
            made.add(job);
        }
        made.sort((one, other) -> one.id().toString().compareTo(other.id().toString()));
        return made;
    }

    private long crashes() {
        return jobs.one("select sum(crashes) as n from job").getLong("n");
    }

    @Test
    void many_sweepers_at_once_find_every_silent_worker_once() {
        silent(JobStatus.RUNNING, 60);

        int found = JobDatabase.inParallel(20, () -> jobs.store().leasesExpired(10)).stream()
                .mapToInt(Integer::intValue)
                .sum();
        found += await(jobs.store().leasesExpired(ALL));

        assertEquals(60, found);
        assertEquals(60, crashes());
        assertEquals(120, jobs.one("select count(*) as n from outbox").getLong("n"));
    }

    @Test
    void a_batch_takes_no_more_than_it_may_in_the_order_of_the_ids() {
        List<JobDatabase.Fixture> made = silent(JobStatus.RUNNING, 5);

        assertEquals(2, await(jobs.store().leasesExpired(2)));

        for (int i = 0; i < made.size(); i++) {
            assertEquals(
                    i < 2 ? JobStatus.QUEUED : JobStatus.RUNNING,
                    jobs.statusOf(made.get(i).id()));
        }
    }

    /** All of them want the same rows, in the same order: none waits for another that waits for it. */
    @Test
    void sweeps_of_all_kinds_at_once_end_every_job_once_and_never_in_a_deadlock() {
        silent(JobStatus.RUNNING, 30);
        silent(JobStatus.CANCELLING, 30);
        jobs.one(
                "with late as (update job set deadline_at = now() - interval '1 hour', crashes = 2,"
                        + " cancel_requested_at = cancel_requested_at - interval '1 hour' returning 1) select count(*) from late");
        JobStore store = jobs.store();
        List<IntFunction<Uni<Integer>>> sweeps = List.of(
                store::leasesExpired, store::deadlinesPassed, store::cancelGracesPassed, store::queueTimesPassed);
        List<Uni<Integer>> together = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            sweeps.forEach(sweep -> together.add(sweep.apply(7)));
        }
        Collections.shuffle(together, new Random(1));

        int found = await(Uni.join().all(together).andFailFast()).stream()
                .mapToInt(Integer::intValue)
                .sum();
        found += sweeps.stream().mapToInt(sweep -> await(sweep.apply(ALL))).sum();

        assertEquals(60, found);
        assertEquals(
                60,
                jobs.one("select count(*) as n from job where finished_at is not null")
                        .getLong("n"));
    }

    @Test
    void a_job_that_somebody_has_locked_is_left_for_the_next_sweep() {
        JobDatabase.Fixture job = silent(JobStatus.RUNNING, 1).getFirst();
        var connection = await(jobs.pool().getConnection());
        var transaction = await(connection.begin());
        await(connection
                .query("select 1 from job where id = '" + job.id() + "' for update")
                .execute());

        assertEquals(0, await(jobs.store().leasesExpired(ALL)));
        await(transaction.rollback());
        await(connection.close());

        assertEquals(1, await(jobs.store().leasesExpired(ALL)));
    }
}
