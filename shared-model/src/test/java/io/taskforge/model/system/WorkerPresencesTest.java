package io.taskforge.model.system;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerPresencesTest {

    private JobDatabase jobs;
    private WorkerPresences workers;

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
        workers = new WorkerPresences(jobs.pool(), new DefaultHistoryPolicy());
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private static WorkerReport report(String name, int busy, ModelHealth health) {
        boolean checked = health.state() == ModelHealth.State.OK || health.state() == ModelHealth.State.TROUBLE;
        return new WorkerReport(
                name,
                "worker-" + name,
                "1.2.3",
                4,
                busy,
                busy == 0,
                busy > 0,
                "auto",
                Optional.of("qwen3:1.7b"),
                health,
                checked ? Optional.of(Duration.ofSeconds(30)) : Optional.empty(),
                Duration.ofMinutes(5));
    }

    private void aged(String name, String by) {
        await(jobs.pool()
                .query("update worker set seen_at = seen_at - interval '%s' where name = '%s'".formatted(by, name))
                .execute());
    }

    @Test
    void a_worker_is_as_it_last_said_and_began_when_it_first_did() {
        await(workers.seen(report("a", 1, ModelHealth.UNCHECKED)));
        var began = await(workers.all()).getFirst().startedAt();

        await(workers.seen(report("a", 3, ModelHealth.trouble("nobody answers"))));

        WorkerPresence worker = await(workers.all()).getFirst();
        assertEquals("worker-a", worker.displayName());
        assertEquals("1.2.3", worker.version());
        assertEquals(4, worker.slots());
        assertEquals(3, worker.busy());
        assertTrue(worker.listening());
        assertEquals("auto", worker.engine());
        assertEquals(Optional.of("qwen3:1.7b"), worker.model());
        assertEquals(ModelHealth.trouble("nobody answers"), worker.health());
        assertEquals(
                Duration.ofSeconds(30), Duration.between(worker.modelCheckedAt().orElseThrow(), worker.seenAt()));
        assertEquals(began, worker.startedAt());
        assertTrue(Duration.between(began, worker.seenAt()).compareTo(Duration.ofMinutes(5)) >= 0);
        assertTrue(worker.silence().compareTo(Duration.ofSeconds(20)) < 0);
    }

    @Test
    void leases_are_counted_in_the_jobs_and_not_by_its_word() {
        await(workers.seen(report("fixture", 1, ModelHealth.OK)));
        await(workers.seen(report("idle", 0, ModelHealth.UNUSED)));
        jobs.in(JobStatus.RUNNING);
        jobs.in(JobStatus.CANCELLING);
        jobs.in(JobStatus.COMPLETED);

        List<WorkerPresence> all = await(workers.all());

        assertEquals(
                List.of("fixture 2", "idle 0"),
                all.stream()
                        .map(worker -> worker.name() + " " + worker.leases())
                        .toList());
    }

    @Test
    void a_worker_that_stopped_in_order_is_gone() {
        await(workers.seen(report("a", 0, ModelHealth.OK)));

        await(workers.gone("a"));
        await(workers.gone("never there"));

        assertEquals(List.of(), await(workers.all()));
    }

    @Test
    void a_worker_that_went_without_a_word_is_remembered_for_a_day() {
        await(workers.seen(report("old", 1, ModelHealth.OK)));
        await(workers.seen(report("younger", 1, ModelHealth.OK)));
        aged("old", "24 hours 1 second");
        aged("younger", "23 hours 59 minutes");

        assertEquals(1, await(workers.forgotten(500)));

        WorkerPresence left = await(workers.all()).getFirst();
        assertEquals("younger", left.name());
        assertTrue(left.silence().compareTo(Duration.ofHours(23)) > 0);
    }

    @Test
    void a_trouble_has_words_and_nothing_else_does() {
        assertThrows(
                IllegalArgumentException.class, () -> new ModelHealth(ModelHealth.State.TROUBLE, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new ModelHealth(ModelHealth.State.OK, Optional.of("none")));
    }

    @Test
    void every_statement_is_short_enough_to_be_cached_as_prepared() {
        for (String sql : List.of(WorkerPresences.SEEN, WorkerPresences.ALL, WorkerPresences.FORGOTTEN)) {
            assertTrue(sql.length() < 2_048);
        }
    }
}
