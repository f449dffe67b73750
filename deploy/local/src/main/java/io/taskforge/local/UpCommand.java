package io.taskforge.local;

import io.taskforge.local.stack.Connection;
import io.taskforge.local.stack.DataFolder;
import io.taskforge.local.stack.RunningStack;
import io.taskforge.local.stack.Settings;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.local.terminal.Steps;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole stack until it is told to stop. */
@Command(
        name = "up",
        description = "Run everything until Ctrl-C: PostgreSQL, message broker, api-service, generation-worker.")
final class UpCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "REST (default: 8080; 0: a free one)")
    private int httpPort;

    @Option(
            names = "--grpc-port",
            paramLabel = "PORT",
            defaultValue = "50051",
            description = "gRPC (default: 50051; 0: a free one)")
    private int grpcPort;

    @ArgGroup
    private Place place = new Place();

    /** Where the data is: in a folder that stays, or in one that goes. */
    static final class Place {

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "the data folder (default: .taskforge in the checkout)")
        private Path folder;

        @Option(names = "--ephemeral", description = "a temporary data folder, deleted at the end")
        private boolean ephemeral;
    }

    private final PrintStream out;

    UpCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        checkPort("--http-port", httpPort);
        checkPort("--grpc-port", grpcPort);
        if (httpPort != 0 && httpPort == grpcPort) {
            throw Refusal.usage("REST and gRPC cannot share port " + httpPort + ".");
        }
        Settings settings = Settings.from(System.getenv());
        Steps steps = new Steps(out);
        DataFolder folder = place.ephemeral ? DataFolder.temporary(DataFolder.Use.UP) : take();
        steps.step("data", folder.path() + (place.ephemeral ? " (temporary)" : ""));
        Connection connection;
        try (Launch launch = launch(settings, folder, steps)) {
            connection = launch.start();
            steps.step(
                    "ready",
                    "gRPC on " + connection.grpc() + "; key and URLs in "
                            + folder.path().resolve("connection.json") + "; logs in "
                            + folder.path().resolve("logs") + "; Ctrl-C stops");
            out.println("READY " + connection.baseUrl());
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private Launch launch(Settings settings, DataFolder folder, Steps steps) {
        try {
            return Launch.of(settings, folder, httpPort, grpcPort, true, steps, Launch.http());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private DataFolder take() {
        Path path = (place.folder == null ? DataOption.checkout().resolve(".taskforge") : place.folder)
                .toAbsolutePath()
                .normalize();
        return DataFolder.take(path, DataFolder.Use.UP).orElseThrow(() -> Refusal.usage(alreadyRunning(path)));
    }

    private static String alreadyRunning(Path path) {
        Optional<Connection> connection = RunningStack.of(path);
        if (connection.isPresent()) {
            return "A stack already runs in " + path + ": " + connection.get().baseUrl() + ", process "
                    + connection.get().pids().launcher() + ". Use it, stop it, or name another folder with --data.";
        }
        return "The folder " + path + " is in use by " + user(path)
                + ": wait until it is done, or name another folder with --data.";
    }

    private static String user(Path path) {
        try {
            return DataFolder.useOf(path)
                    .map(use -> switch (use) {
                        case UP -> "a ./taskforge up that is starting or stopping";
                        case DRAFT -> "a ./taskforge draft";
                    })
                    .orElse("another process");
        } catch (IOException e) {
            return "another process";
        }
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw Refusal.usage(option + " is a number from 0 to " + HIGHEST_PORT + ", not " + port + ".");
        }
    }
}
