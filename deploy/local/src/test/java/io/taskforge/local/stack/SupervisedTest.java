package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.local.terminal.Refusal;
import io.taskforge.local.terminal.Steps;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisedTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final BlockingQueue<Supplier<Part.Running>> starts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> restarts = new LinkedBlockingQueue<>();
    private final Supervised supervised = new Supervised(
            new ScriptedPart(),
            new Steps(new PrintStream(said, true, StandardCharsets.UTF_8)),
            () -> restarts.add("again"));

    @AfterEach
    void stop() {
        supervised.stop();
    }

    @Test
    void an_error_during_the_first_start_reaches_who_waits_for_it() {
        Error broken = new NoClassDefFoundError("io/taskforge/Missing");
        starts.add(() -> {
            throw broken;
        });
        assertSame(
                broken,
                assertThrows(ExecutionException.class, () -> supervised.start().get())
                        .getCause());
    }

    @Test
    void who_waits_for_a_start_that_is_stopped_hears_of_it() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        starts.add(() -> {
            starting.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new ScriptedRun(1);
        });
        CompletableFuture<Part.Running> first = supervised.start();
        starting.await();
        supervised.stop();
        assertTrue(first.isDone());
    }

    @Test
    void a_supervision_stopped_before_it_began_to_start_the_part_completes_its_start() {
        CompletableFuture<Part.Running> first = supervised.start();
        supervised.stop();
        assertInstanceOf(
                Refusal.class,
                assertThrows(ExecutionException.class, first::get).getCause());
    }

    @Test
    void an_error_during_a_restart_is_named_and_the_part_is_tried_again() throws Exception {
        ScriptedRun first = new ScriptedRun(1);
        starts.add(() -> first);
        assertSame(first, supervised.start().get());
        starts.add(() -> {
            throw new StackOverflowError("too deep");
        });
        starts.add(() -> new ScriptedRun(3));
        first.exit.complete(null);
        assertEquals("again", restarts.poll(20, TimeUnit.SECONDS));
        String words = said.toString(StandardCharsets.UTF_8);
        assertTrue(words.contains("could not be started again: java.lang.StackOverflowError: too deep"), words);
        assertEquals(3, supervised.pid().orElseThrow());
    }

    /** Starts as the queue says, and waits for what it says next. */
    private final class ScriptedPart implements Part {

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Path log() {
            return Path.of("scripted.log");
        }

        @Override
        public Running start() {
            try {
                return starts.take().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Refusal.failed("The start was interrupted.");
            }
        }
    }

    private record ScriptedRun(long pid, CompletableFuture<Void> exit) implements Part.Running {

        ScriptedRun(long pid) {
            this(pid, new CompletableFuture<>());
        }

        @Override
        public String place() {
            return "nowhere";
        }

        @Override
        public CompletableFuture<Void> onExit() {
            return exit;
        }

        @Override
        public void stop() {
            exit.complete(null);
        }
    }
}
