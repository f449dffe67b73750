package io.taskforge.local;

import io.taskforge.local.stack.Connection;
import io.taskforge.local.stack.DataFolder;
import io.taskforge.local.stack.OllamaProbe;
import io.taskforge.local.stack.Program;
import io.taskforge.local.stack.Settings;
import io.taskforge.local.stack.Stack;
import io.taskforge.local.terminal.Steps;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A stack for as long as one command runs: however the command ends, and also when the person ends it, the stack is stopped before
 * the process is gone.
 */
final class Launch implements AutoCloseable {

    static final String API = "api-service";
    static final String WORKER = "generation-worker";

    private final Stack stack;
    private final Steps steps;
    private final OrderlyEnd end = new OrderlyEnd();
    private final Settings settings;
    private final HttpClient http;
    private volatile Runnable beforeStop = () -> {};

    private Launch(Settings settings, Stack stack, Steps steps, HttpClient http) {
        this.settings = settings;
        this.stack = stack;
        this.steps = steps;
        this.http = http;
    }

    /** Without an own thread pool that would keep the process alive, and without a proxy: all of it is on this machine. */
    static HttpClient http() {
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * @param httpPort 0 for a free one
     * @param grpcPort likewise
     */
    static Launch of(
            Settings settings,
            DataFolder folder,
            int httpPort,
            int grpcPort,
            boolean published,
            Steps steps,
            HttpClient http) {
        Stack.Options options = new Stack.Options(
                settings,
                httpPort,
                grpcPort,
                published,
                Program.built(DataOption.checkout(), API),
                Program.built(DataOption.checkout(), WORKER));
        Launch launch = new Launch(settings, new Stack(options, folder, steps, http), steps, http);
        Runtime.getRuntime().addShutdownHook(new Thread(launch::interrupted, "stop"));
        return launch;
    }

    /** Starts the stack; on failure it is stopped again before the failure is reported. */
    Connection start() {
        Thread probe = Thread.ofVirtual().start(this::sayWhichEngine);
        try {
            Connection connection = stack.start();
            probe.join();
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            leaveToTheHook();
            close();
            throw e;
        }
    }

    /** What is to be done first, when the person ends the command while the stack still runs. */
    void beforeStop(Runnable work) {
        beforeStop = work;
    }

    private void sayWhichEngine() {
        steps.step("engine", OllamaProbe.verdict(settings, new OllamaProbe(http).ask(settings)));
    }

    /** Whether the person has ended the command; then what fails now fails because of that. */
    void leaveToTheHook() {
        if (!end.hasBegun()) {
            return;
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interrupted() {
        end.once(() -> {
            steps.step("stop", "stopping everything");
            beforeStop.run();
            stack.close();
            steps.step("stop", "done");
        });
    }

    @Override
    public void close() {
        end.once(stack::close);
    }
}
