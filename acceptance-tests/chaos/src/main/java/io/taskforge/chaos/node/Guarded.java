package io.taskforge.chaos.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process in a session of its own, with a guard that kills it when this JVM is gone. */
final class Guarded {

    /** Lives for as long as its standard input does; a stopped process must be woken to die. */
    private static final String GUARD = """
            log=$1
            shift
            setsid "$@" </dev/null >>"$log" 2>&1 &
            child=$!
            echo $child
            cat >/dev/null
            for process in $(ps -o pid= --ppid $child) $child; do kill -KILL $process 2>/dev/null; done
            kill -KILL -- -$child 2>/dev/null
            wait $child 2>/dev/null
            """;

    private final Process guard;
    private final ProcessHandle process;

    private Guarded(Process guard, ProcessHandle process) {
        this.guard = guard;
        this.process = process;
    }

    /** @param environment on top of this process's own, without anything of TaskForge's */
    static Guarded start(List<String> command, Map<String, String> environment, Path log) {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", log.toString()));
        guarded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(guarded)
                .directory(log.getParent().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKFORGE_"));
        builder.environment().putAll(environment);
        try {
            Process guard = builder.start();
            var said = new BufferedReader(new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII));
            long pid = Long.parseLong(String.valueOf(said.readLine()).strip());
            ProcessHandle process = ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException(command.getFirst() + " ended at once; see " + log));
            return new Guarded(guard, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive() && !Proc.zombie(process.pid());
    }

    /** The process and all that it started, those that left its session too. */
    List<Long> pids() {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    void signal(String name) {
        Proc.signal(name, List.of(process.pid()));
    }

    /** SIGKILL, to all of it at the same moment, so that nothing of it can mourn in order. */
    void kill() {
        Proc.signal("KILL", pids());
        awaitEnd(Duration.ofSeconds(20));
    }

    void pause() {
        Proc.signal("STOP", pids());
    }

    void resume() {
        Proc.signal("CONT", pids());
    }

    /** @throws IllegalStateException when it is still there after the time */
    void awaitEnd(Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (alive()) {
                throw new IllegalStateException("process " + pid() + " did not end within " + time.toSeconds() + " s");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends it in whatever state it is, and its guard. */
    void close() {
        List<Long> all = pids();
        if (alive()) {
            Proc.signal("KILL", all);
        }
        try (OutputStream tether = guard.getOutputStream()) {
            tether.flush();
        } catch (IOException e) {
            // The guard has ended already.
        }
        try {
            boolean unused = guard.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
