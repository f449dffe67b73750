package io.taskforge.chaos.node;

import io.taskforge.embedded.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process in a session of its own, held by the {@link Leash} of its world. */
final class Child {

    private static final Duration DEATH = Duration.ofSeconds(20);

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * @param environment on top of this process's own, without anything of TaskForge's
     * @param log in the world's folder
     */
    static Child start(List<String> command, Map<String, String> environment, Path log) {
        Path world = log.toAbsolutePath().getParent();
        ProcessBuilder builder = new ProcessBuilder(Command.inOwnSession(command))
                .directory(world.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKFORGE_"));
        builder.environment().putAll(environment);
        builder.environment().putAll(Leash.mark(world));
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The process, first, and all that it started, those that left its session too. */
    List<Long> pids() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    void signal(String name) {
        Proc.signal(name, List.of(process.pid()));
    }

    /** SIGKILL, to all of it at the same moment, so that nothing of it can mourn in order. */
    void kill() {
        Proc.signal("KILL", pids());
        awaitEnd(DEATH);
    }

    /** All of it: what one of its processes starts while this happens is stopped as well. */
    void pause() {
        for (List<Long> running = pids(); !running.isEmpty(); running = running()) {
            Proc.signal("STOP", running);
        }
    }

    private List<Long> running() {
        return pids().stream().filter(pid -> !Proc.standsStill(pid)).toList();
    }

    /** The children first, so that none looks dead to its parent. */
    void resume() {
        Proc.signal("CONT", pids().reversed());
    }

    /** @throws IllegalStateException when it is still there after the time */
    void awaitEnd(Duration time) {
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("process " + pid() + " did not end within " + time.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends it in whatever state it is. */
    void close() {
        if (alive()) {
            kill();
        }
    }
}
