package io.taskforge.model.failpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the variable does to a process that was started with it. */
class FailpointProcessTest {

    /** Passes a failpoint in both ways, twice each, and says how far it came. */
    static final class Passing {

        private Passing() {}

        public static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shutdown hook")));
            for (int round = 1; round <= 2; round++) {
                say(round + " pass", Failpoint.RELAY_BEFORE_MARK::pass);
                say(
                        round + " passed",
                        () -> Failpoint.RELAY_BEFORE_MARK.passed().await().indefinitely());
            }
            // The timers of Mutiny would keep it alive.
            System.exit(0);
        }

        private static void say(String what, Runnable passing) {
            try {
                passing.run();
                System.out.println(what);
            } catch (InjectedFailure e) {
                System.out.println(what + " failed");
            }
        }
    }

    @TempDir
    Path folder;

    private record Ended(int exitCode, String out, String err) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "relay.after_publish=halt", "relay.before_mark=halt@5", "no sense"})
    void nothing_happens_unless_the_place_is_armed_for_that_time(String setting) throws Exception {
        Ended ended = passingWith(setting);

        assertEquals(0, ended.exitCode());
        assertEquals("1 pass\n1 passed\n2 pass\n2 passed\nshutdown hook\n", ended.out());
        assertFalse(ended.err().contains("failpoint"), ended.err());
    }

    @Test
    void a_halt_is_a_death_without_last_words_but_for_one_line() throws Exception {
        assertEquals(
                new Ended(137, "1 pass\n1 passed\n", "failpoint relay.before_mark: halt\n"),
                passingWith("relay.before_mark=halt@3"));
    }

    @Test
    void a_halt_hits_reactive_code_alike() throws Exception {
        assertEquals(
                new Ended(137, "1 pass\n", "failpoint relay.before_mark: halt\n"),
                passingWith("relay.before_mark=halt@2"));
    }

    @Test
    void an_error_is_thrown_and_logged_each_time() throws Exception {
        Ended ended = passingWith("relay.before_mark=error");

        assertEquals("1 pass failed\n1 passed failed\n2 pass failed\n2 passed failed\nshutdown hook\n", ended.out());
        assertEquals(
                4,
                ended.err()
                        .lines()
                        .filter(line -> line.contains("failpoint relay.before_mark: error"))
                        .count(),
                ended.err());
    }

    @Test
    void a_sleep_is_logged_and_passes() throws Exception {
        Ended ended = passingWith("relay.before_mark=sleep:1@2");

        assertEquals("1 pass\n1 passed\n2 pass\n2 passed\nshutdown hook\n", ended.out());
        assertTrue(ended.err().contains("failpoint relay.before_mark: sleep:1"), ended.err());
    }

    private Ended passingWith(String setting) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Passing.class.getName());
        builder.environment().put(ArmedFailpoints.VARIABLE, setting);
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
