package io.taskforge.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestProbeTest {

    private final SoundRun run = new SoundRun();

    @Test
    void nothing_goes_on_in_a_database_that_nobody_uses() throws Exception {
        Rest rest = probe(() -> new RestProbe.Queue(0, 0)).observe(Duration.ofSeconds(30));

        assertEquals(new Rest(0, 1, List.of(), List.of(), 0, 0, List.of()), rest);
    }

    @Test
    void a_transaction_that_stays_open_is_seen() throws Exception {
        try (Connection forgotten = DriverManager.getConnection(run.jdbcUrl());
                var statement = forgotten.createStatement()) {
            forgotten.setAutoCommit(false);
            statement.execute("select count(*) from job");
            Rest rest = probe(() -> new RestProbe.Queue(0, 0)).observe(Duration.ZERO);

            assertEquals(
                    List.of("a session is idle in transaction after: select count(*) from job"),
                    rest.idleInTransaction());
            assertEquals(1, rest.connections());
        }
    }

    @Test
    void a_message_that_is_on_its_way_is_waited_for() throws Exception {
        AtomicInteger looks = new AtomicInteger();

        Rest rest = probe(() -> new RestProbe.Queue(looks.getAndIncrement() < 2 ? 1 : 0, 0))
                .observe(Duration.ofSeconds(30));

        assertEquals(0, rest.ready());
    }

    @Test
    void a_process_that_a_service_left_is_seen() throws Exception {
        Process service = new ProcessBuilder("sh", "-c", "sleep 60 & echo started; wait").start();
        try {
            assertEquals('s', service.getInputStream().read());
            long child = service.descendants().findFirst().orElseThrow().pid();

            Rest rest = new RestProbe(run.jdbcUrl(), 1, List.of(service.pid()), () -> new RestProbe.Queue(0, 0))
                    .observe(Duration.ZERO);

            assertEquals(
                    List.of("process " + child + " is a child that service " + service.pid() + " left"),
                    rest.children());
        } finally {
            service.descendants().forEach(ProcessHandle::destroyForcibly);
            service.destroyForcibly();
        }
    }

    private RestProbe probe(RestProbe.QueueLook queue) {
        return new RestProbe(run.jdbcUrl(), 1, List.of(), queue);
    }
}
