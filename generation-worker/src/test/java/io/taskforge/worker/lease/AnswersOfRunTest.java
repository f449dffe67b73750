package io.taskforge.worker.lease;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.Lease;
import io.taskforge.model.job.ModelAnswer;
import io.taskforge.model.job.ModelAnswer.Outcome;
import io.taskforge.model.job.ModelAnswer.Step;
import io.taskforge.model.job.ModelAnswers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a run tells of its model is written beside it, and keeps it from nothing. */
class AnswersOfRunTest {

    private static JobDatabase jobs;
    private static ModelAnswers store;

    @BeforeAll
    static void open() {
        jobs = new JobDatabase();
        store = jobs.answers();
    }

    @AfterAll
    static void close() {
        jobs.close();
    }

    private static ModelAnswer saying(String raw) {
        return new ModelAnswer(
                Step.EXPAND,
                Optional.empty(),
                Outcome.REJECTED,
                Optional.empty(),
                raw,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> kept(Lease lease) {
        return await(store.of(lease.jobId())).stream()
                .map(kept -> kept.answer().raw())
                .toList();
    }

    @Test
    void all_that_was_told_is_there_when_the_run_ends_in_its_order() {
        Lease lease = jobs.in(JobStatus.RUNNING).lease();
        try (AnswersOfRun run = new AnswersOfRun(store, lease)) {
            for (int i = 0; i < 50; i++) {
                run.answered(saying("answer " + i));
            }
        }

        assertEquals(50, kept(lease).size());
        assertEquals("answer 0", kept(lease).getFirst());
        assertEquals("answer 49", kept(lease).getLast());
    }

    @Test
    void more_than_a_job_keeps_is_not_sent() {
        Lease lease = jobs.in(JobStatus.RUNNING).lease();
        try (AnswersOfRun run = new AnswersOfRun(store, lease)) {
            for (int i = 0; i < 500; i++) {
                run.answered(saying("x".repeat(1_000)));
            }
        }

        assertEquals(ModelAnswers.ANSWERS_OF_JOB, kept(lease).size());
    }

    @Test
    void a_run_that_lost_its_lease_writes_nothing_and_ends_all_the_same() {
        Lease lost = new Lease(jobs.in(JobStatus.RUNNING).id(), UUID.randomUUID());
        try (AnswersOfRun run = new AnswersOfRun(store, lost)) {
            run.answered(saying("late"));
        }

        assertEquals(List.of(), kept(lost));
    }

    @Test
    void a_database_that_is_away_costs_the_answers_and_nothing_else() {
        JobDatabase away = new JobDatabase();
        ModelAnswers closed = away.answers();
        away.close();
        Lease lease = jobs.in(JobStatus.RUNNING).lease();

        try (AnswersOfRun run = new AnswersOfRun(closed, lease)) {
            run.answered(saying("lost"));
            run.answered(saying("lost, too"));
        }

        assertEquals(JobStatus.RUNNING, jobs.statusOf(lease.jobId()));
    }

    @Test
    void an_interrupted_run_does_not_wait_and_stays_interrupted() {
        Lease lease = jobs.in(JobStatus.RUNNING).lease();
        AnswersOfRun run = new AnswersOfRun(store, lease);
        run.answered(saying("x"));

        Thread.currentThread().interrupt();
        run.close();

        assertTrue(Thread.interrupted() || kept(lease).size() == 1);
    }
}
