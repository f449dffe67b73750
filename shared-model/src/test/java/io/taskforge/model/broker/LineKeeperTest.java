package io.taskforge.model.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Connection;
import io.taskforge.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineKeeperTest {

    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    /** Says nothing and hears nothing. */
    private static final class IdleLine extends BrokerLine {

        IdleLine(Connection connection) throws IOException {
            super(connection);
            channel();
        }
    }

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    /** Why the next lines cannot begin. */
    private final Queue<String> obstacles = new ConcurrentLinkedQueue<>();

    private LineKeeper<IdleLine> keeper = keeper(Duration.ZERO);

    /** @param steady how long a line must hold to be worth telling of */
    private LineKeeper<IdleLine> keeper(Duration steady) {
        var watcher = new LineKeeper.Watcher<IdleLine>() {
            @Override
            public void there(boolean again) {
                told.add(again ? "there again" : "there");
            }

            @Override
            public void away(String why) {
                told.add(why);
            }
        };
        var address = new BrokerAddress(
                "127.0.0.1", broker.port(), EmbeddedBroker.USER, PASSWORD, "/", false, Optional.empty());
        return new LineKeeper<>(address, "a test", this::begin, watcher, steady);
    }

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(EmbeddedBroker.Options.in(folder, PASSWORD));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void close() throws InterruptedException {
        keeper.close();
    }

    private IdleLine begin(Connection connection) throws IOException {
        String obstacle = obstacles.poll();
        if (obstacle != null) {
            throw new IOException(obstacle);
        }
        return new IdleLine(connection);
    }

    private List<String> told(int times) throws InterruptedException {
        var all = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            all.add(told.poll(30, TimeUnit.SECONDS));
        }
        return all;
    }

    @Test
    void each_reason_of_an_outage_is_told_once() throws Exception {
        obstacles.addAll(List.of("starting", "starting", "no such host", "starting"));

        keeper.start();

        assertEquals(List.of("starting", "no such host", "there again"), told(3));
        assertTrue(told.isEmpty());
    }

    @Test
    void the_next_outage_is_told_of_too() throws Exception {
        keeper.start();
        keeper.nextLine().get(30, TimeUnit.SECONDS).end("unplugged");
        assertEquals(List.of("there", "unplugged", "there again"), told(3));

        keeper.nextLine().get(30, TimeUnit.SECONDS).end("unplugged");

        assertEquals(List.of("unplugged", "there again"), told(2));
    }

    @Test
    void lines_that_do_not_hold_are_told_of_once() throws Exception {
        keeper = keeper(Duration.ofDays(1));
        keeper.start();
        keeper.nextLine().get(30, TimeUnit.SECONDS).end("thrown out");
        assertEquals(List.of("there", "thrown out", "there again"), told(3));

        keeper.nextLine().get(30, TimeUnit.SECONDS).end("thrown out");
        IdleLine third = anotherLine();
        third.end("thrown out for another reason");

        assertEquals(List.of("thrown out for another reason", "there again"), told(2));
    }

    /** One that has not ended. */
    private IdleLine anotherLine() throws Exception {
        IdleLine line = keeper.nextLine().get(30, TimeUnit.SECONDS);
        while (line.ended()) {
            line = keeper.nextLine().get(30, TimeUnit.SECONDS);
        }
        return line;
    }

    @Test
    void a_keeper_that_is_closed_before_it_began_gives_no_line() throws Exception {
        keeper.close();

        assertThrows(ExecutionException.class, () -> keeper.nextLine().get(30, TimeUnit.SECONDS));
    }

    @Test
    void whoever_waits_for_a_line_hears_that_the_try_failed_and_has_the_next_one() throws Exception {
        obstacles.add("starting");
        var failing = keeper.nextLine();

        keeper.start();

        var failure = assertThrows(ExecutionException.class, () -> failing.get(30, TimeUnit.SECONDS));
        assertEquals("starting", failure.getCause().getMessage());
        assertFalse(keeper.nextLine().get(30, TimeUnit.SECONDS).ended());
        assertTrue(keeper.openLine().isPresent());
    }

    @Test
    void a_closed_keeper_gives_no_line_and_tells_of_no_outage() throws Exception {
        keeper.start();
        keeper.nextLine().get(30, TimeUnit.SECONDS);
        assertEquals(List.of("there"), told(1));

        keeper.close();

        assertThrows(ExecutionException.class, () -> keeper.nextLine().get(30, TimeUnit.SECONDS));
        assertTrue(keeper.openLine().isEmpty());
        assertTrue(told.isEmpty());
    }
}
