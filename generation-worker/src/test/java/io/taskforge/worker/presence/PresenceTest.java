package io.taskforge.worker.presence;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.system.ModelHealth;
import io.taskforge.model.system.WorkerPresence;
import io.taskforge.model.system.WorkerPresences;
import io.taskforge.worker.intake.ModelWorker;
import io.taskforge.worker.intake.Warnings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole worker says how it is, and never that it cannot, more than once. */
@QuarkusTest
@QuarkusTestResource(value = ModelWorker.class, restrictToAnnotatedClass = true)
class PresenceTest {

    @Inject
    Presence presence;

    @Inject
    WorkerPresences workers;

    JobDatabase jobs;
    FakeOllama fake;

    private void execute(String sql) {
        await(jobs.pool().query(sql).execute());
    }

    /** Once its model was looked at. */
    private WorkerPresence checked() {
        return await(Uni.createFrom()
                .item(() -> {
                    presence.say();
                    return await(workers.all()).getFirst();
                })
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .indefinitely()
                .select()
                .where(worker -> worker.health().state() != ModelHealth.State.UNCHECKED)
                .toUni());
    }

    @Test
    void a_worker_says_what_it_is_and_how_its_model_is_and_asks_it_for_no_word() {
        int before = fake.chats().size();

        WorkerPresence worker = checked();

        assertEquals(2, worker.slots());
        assertEquals(0, worker.busy());
        assertFalse(worker.stopping());
        assertEquals("model", worker.engine());
        assertEquals(Optional.of(FakeOllama.MODEL), worker.model());
        assertEquals(ModelHealth.OK, worker.health());
        assertTrue(worker.modelCheckedAt().isPresent());
        assertTrue(worker.displayName().matches("worker-[0-9a-f]{8}"), worker.displayName());
        assertTrue(worker.name().contains("/" + worker.displayName().substring("worker-".length())));
        assertFalse(worker.version().isEmpty());
        assertFalse(worker.startedAt().isAfter(worker.seenAt()));
        assertEquals(before, fake.chats().size());
    }

    @Test
    void a_database_that_is_away_is_one_line_in_the_log() {
        presence.say();
        try (Warnings warnings = new Warnings(Presence.class)) {
            execute("alter table worker rename to hidden");
            try {
                presence.say();
                presence.say();
                presence.say();
            } finally {
                execute("alter table hidden rename to worker");
            }
            presence.say();

            assertEquals(1, warnings.heard().size(), () -> warnings.heard().toString());
            assertEquals(1, warnings.heard().peek().lines().count());
        }
        assertEquals(1, await(workers.all()).size());
    }

    @Test
    void a_worker_that_stops_takes_its_row_away() throws InterruptedException {
        presence.say();

        presence.stop(new ShutdownEvent());

        assertEquals(List.of(), await(workers.all()));
    }
}
