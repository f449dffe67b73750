package io.taskforge.local;

import com.sun.management.OperatingSystemMXBean;
import io.taskforge.embedded.Command;
import io.taskforge.local.stack.Connection;
import io.taskforge.local.stack.OllamaProbe;
import io.taskforge.local.stack.Ports;
import io.taskforge.local.stack.RunningStack;
import io.taskforge.local.stack.Settings;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** Says what was found on this machine; changes nothing. */
@picocli.CommandLine.Command(
        name = "doctor",
        description = "Say what was found: JDK, memory, ports, git, Ollama and its models.")
final class DoctorCommand implements Callable<Integer> {

    private static final int LABEL = 12;
    private static final double GIB = 1024.0 * 1024 * 1024;

    @Mixin
    private DataOption data;

    private final PrintStream out;

    DoctorCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        line("JDK", Runtime.version() + " in " + System.getProperty("java.home"));
        line(
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores, " + memory());
        Optional<Connection> running = running();
        port(8080, "REST", running);
        port(50_051, "gRPC", running);
        line("git", git());
        ollama();
        line("data", dataFolder(running));
        return 0;
    }

    private void line(String label, String value) {
        out.println(DisplayText.padded(label, LABEL) + DisplayText.oneLine(value));
    }

    private static String memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return String.format(
                    Locale.ROOT,
                    "%.1f GiB memory (%.1f free)",
                    system.getTotalMemorySize() / GIB,
                    system.getFreeMemorySize() / GIB);
        }
        return "memory unknown";
    }

    private Optional<Connection> running() {
        return RunningStack.of(data.folder());
    }

    private void port(int port, String what, Optional<Connection> running) {
        boolean ours = running.filter(stack -> stack.baseUrl().endsWith(":" + port)
                        || stack.grpc() != null && stack.grpc().endsWith(":" + port))
                .isPresent();
        String state =
                switch (Ports.stateOf(port)) {
                    case Ports.State.Free free -> "free";
                    case Ports.State.Taken taken ->
                        ours ? "used by the running stack" : "taken: ./taskforge up needs another one";
                    case Ports.State.Withheld withheld -> "not given to this user: " + withheld.why();
                };
        line("port " + port, state + " (" + what + ")");
    }

    private static String git() throws InterruptedException {
        try {
            Command.Ended ended = Command.run(List.of("git", "--version"), Duration.ofSeconds(5));
            return ended.well() ? ended.output() : "does not work: " + ended.why();
        } catch (IOException e) {
            return "not found";
        }
    }

    private void ollama() {
        Settings settings;
        try {
            settings = Settings.from(System.getenv());
        } catch (Refusal e) {
            line("settings", e.getMessage());
            return;
        }
        OllamaProbe.Found found = new OllamaProbe(Launch.http()).ask(settings);
        line(
                settings.provider() == Settings.Provider.OLLAMA ? "Ollama" : "model server",
                switch (found) {
                    case OllamaProbe.Found.Server server ->
                        (server.version() + " at ").stripLeading() + settings.ollamaUrl() + ", models: "
                                + (server.models().isEmpty() ? "none" : String.join(", ", server.models()));
                    case OllamaProbe.Found.Nothing nothing -> nothing.reason();
                });
        line("engine", OllamaProbe.verdict(settings, found));
        line(
                "database",
                settings.database().map(url -> "TASKFORGE_DATABASE_URL: " + url).orElse("embedded"));
        line("broker", settings.amqpUrl().isPresent() ? "TASKFORGE_AMQP_URL" : "embedded");
    }

    private String dataFolder(Optional<Connection> running) {
        Path folder = data.folder();
        if (running.isPresent()) {
            return folder + ", stack running on " + running.get().baseUrl() + ", process "
                    + running.get().pids().launcher();
        }
        if (!Files.isDirectory(folder)) {
            return folder + ", not there yet";
        }
        return folder + (Files.isDirectory(folder.resolve("postgres")) ? ", holds a database" : ", empty")
                + ", nothing runs";
    }
}
