package io.taskforge.chaos.node;

import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.embedded.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** What the nodes ask of the operating system. */
final class Proc {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;

    private Proc() {}

    /** Processes that are gone already are passed over. */
    static void signal(String name, List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(pid.toString()));
        var unused = run(command);
    }

    /** Whether it is stopped, or has ended. */
    static boolean standsStill(long pid) {
        return ended(pid) || "Tt".indexOf(state(pid)) >= 0;
    }

    /** Also when nobody has fetched its exit code yet. */
    static boolean ended(long pid) {
        return "ZX".indexOf(state(pid)) >= 0;
    }

    /** As the system calls it: {@code T} for stopped, {@code Z} for ended; {@code X} also for a process that is not there. */
    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            // The name before it may hold anything, a bracket too.
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return 'X';
        }
    }

    static Command.Ended run(List<String> command) {
        try {
            return Command.run(command, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** @throws IllegalStateException when it does not end well */
    static void must(List<String> command) {
        Command.Ended ended = run(command);
        if (!ended.well()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + ended.output());
        }
    }

    /** Outside of what systems give to outgoing connections: a server that is away finds its port free when it returns. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // Somebody has it.
            }
        }
    }

    static boolean listens(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws IllegalStateException when it does not come about in time */
    static void await(String what, Duration time, BooleanSupplier holds) {
        try {
            if (!Waiting.comes(holds::getAsBoolean, time)) {
                throw new IllegalStateException("not within " + time.toSeconds() + " s: " + what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
