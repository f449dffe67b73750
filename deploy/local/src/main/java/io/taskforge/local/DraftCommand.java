package io.taskforge.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.taskforge.local.draft.DraftFeed;
import io.taskforge.local.draft.DraftOptions;
import io.taskforge.local.draft.ResultFile;
import io.taskforge.local.draft.ResultTable;
import io.taskforge.local.draft.SpecFile;
import io.taskforge.local.draft.TicketsApi;
import io.taskforge.local.stack.Connection;
import io.taskforge.local.stack.DataFolder;
import io.taskforge.local.stack.RunningStack;
import io.taskforge.local.stack.Settings;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.local.terminal.Steps;
import io.taskforge.local.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job on one file. */
@Command(name = "draft", description = "Draft tickets from a specification and print them.")
final class DraftCommand implements Callable<Integer> {

    private static final Duration STARTING_PATIENCE = Duration.ofSeconds(120);
    private static final long POLL_MILLIS = 200;

    /** Longer than it takes a worker to hear of a cancel. */
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(8);

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Parameters(
            paramLabel = "FILE",
            description = "the specification: Markdown or plain text, UTF-8, at most 100,000 characters")
    private Path file;

    @Option(
            names = "--title",
            paramLabel = "TITLE",
            description = "its title (default: the first heading, else the file's name)")
    private String title;

    @Option(
            names = "--tickets",
            paramLabel = "N",
            description = "aim at this many tickets, epics not counted (1 to 50)")
    private Integer tickets;

    @Option(names = "--max", paramLabel = "N", description = "never more tickets than this, epics counted (1 to 50)")
    private Integer max;

    @Option(
            names = "--base",
            paramLabel = "JOB_ID",
            description = "build on this job: tickets whose requirements did not change keep their ids and words")
    private String base;

    @Option(names = "--out", paramLabel = "FILE", description = "write the result there, as JSON")
    private Path resultPath;

    @Option(names = "--json", description = "print the result as JSON, and nothing else, on standard output")
    private boolean json;

    @Mixin
    private DataOption data;

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;

    DraftCommand(PrintStream out, PrintStream err, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        SpecFile read = SpecFile.read(file);
        SpecFile spec = title == null ? read : read.titled(title);
        DraftOptions options = new DraftOptions(tickets, max, base);
        Optional<ResultFile> resultFile = Optional.ofNullable(resultPath).map(ResultFile::at);
        Settings settings = Settings.from(System.getenv());

        Steps steps = new Steps(err);
        HttpClient http = Launch.http();
        Optional<DataFolder> free = DataFolder.take(data.folder(), DataFolder.Use.DRAFT);
        if (free.isEmpty() && upHasIt()) {
            Connection connection = awaitRunning(steps, http);
            double started = steps.seconds();
            JsonNode result = draft(spec, options, connection, steps, http, DraftCommand::onInterrupt, resultFile);
            print(result, resultFile);
            times(String.format(Locale.ROOT, "draft %.1f s (on the running stack)", steps.seconds() - started));
            return 0;
        }
        DataFolder folder = free.orElseGet(() -> DataFolder.temporary(DataFolder.Use.DRAFT));
        double started;
        double drafted;
        try (Launch launch = launch(settings, folder, steps, http)) {
            Connection connection = launch.start();
            started = steps.seconds();
            try {
                JsonNode result = draft(spec, options, connection, steps, http, launch::beforeStop, resultFile);
                drafted = steps.seconds();
                print(result, resultFile);
            } catch (RuntimeException e) {
                launch.leaveToTheHook();
                throw e;
            }
        }
        times(String.format(
                Locale.ROOT,
                "start %.1f s, draft %.1f s, stop %.1f s",
                started,
                drafted - started,
                steps.seconds() - drafted));
        return 0;
    }

    private static Launch launch(Settings settings, DataFolder folder, Steps steps, HttpClient http) {
        try {
            return Launch.of(settings, folder, 0, 0, false, steps, http);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private boolean upHasIt() {
        try {
            return DataFolder.useOf(data.folder()).equals(Optional.of(DataFolder.Use.UP));
        } catch (IOException e) {
            return false;
        }
    }

    /** The stack that runs in the folder, which may still be starting. */
    private Connection awaitRunning(Steps steps, HttpClient http) throws InterruptedException {
        long deadline = System.nanoTime() + STARTING_PATIENCE.toNanos();
        boolean told = false;
        while (System.nanoTime() < deadline) {
            Optional<Connection> running = RunningStack.of(data.folder());
            if (running.isPresent()
                    && new TicketsApi(
                                    http, running.get().baseUrl(), running.get().apiKey())
                            .answers()) {
                steps.step("stack", "uses the one that runs on " + running.get().baseUrl());
                return running.get();
            }
            if (!told) {
                steps.step("stack", "waiting for the one in " + data.folder());
                told = true;
            }
            new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        throw Refusal.failed("The stack in " + data.folder()
                + " does not become ready: look at its terminal, or name another" + " folder with --data.");
    }

    /**
     * @param onInterrupt is given what to do should the person end the command before the job is done
     */
    private JsonNode draft(
            SpecFile spec,
            DraftOptions options,
            Connection connection,
            Steps steps,
            HttpClient http,
            Consumer<Runnable> onInterrupt,
            Optional<ResultFile> resultFile)
            throws InterruptedException {
        TicketsApi api = new TicketsApi(http, connection.baseUrl(), connection.apiKey());
        TicketsApi.Job job = api.submit(spec, options);
        OrderlyEnd end = new OrderlyEnd();
        try (DraftFeed feed = DraftFeed.open(api, job, draft -> steps.step("draft", fitting(draft)))) {
            onInterrupt.accept(() -> end.once(() -> cancelled(api, job, feed, steps, resultFile)));
            TicketsApi.Job done = api.await(
                    job,
                    now -> steps.step(
                            "job",
                            now.status().equals("queued") ? now.id() + " queued: " + spec.title() : now.progress()));
            end.once(() -> keepDrafts(api, done, steps, resultFile));
            return api.result(done);
        }
    }

    /** A terminal shows one line for each; whoever reads a file or a pipe gets the whole. */
    private String fitting(String draft) {
        List<String> lines = DisplayText.wrapped(draft, terminal.columns() - Steps.MARGIN - 1);
        return terminal.live() && lines.size() > 1 ? lines.getFirst() + "…" : draft;
    }

    private static void onInterrupt(Runnable work) {
        Runtime.getRuntime().addShutdownHook(new Thread(work, "cancel"));
    }

    /** The person does not wait for it any more, so nobody need work on it. What is drafted by now is worth a moment's wait. */
    private void cancelled(
            TicketsApi api, TicketsApi.Job job, DraftFeed feed, Steps steps, Optional<ResultFile> resultFile) {
        try {
            api.cancel(job);
            if (feed.toldAny()) {
                steps.step("job", "cancelled; waiting for what was drafted");
                keepDrafts(api, api.await(job, CANCEL_PATIENCE), steps, resultFile);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Refusal e) {
            steps.step("drafts", e.getMessage());
        }
    }

    /** Says how much there is of a job that has no result, and writes it where the result was to be written. */
    private void keepDrafts(TicketsApi api, TicketsApi.Job done, Steps steps, Optional<ResultFile> resultFile) {
        if (done.isCompleted()) {
            return;
        }
        try {
            Optional<JsonNode> drafts = api.drafts(done);
            if (drafts.isEmpty()) {
                return;
            }
            int kept = ResultTable.ticketsOf(drafts.get());
            String said = kept + (kept == 1 ? " ticket was" : " tickets were") + " drafted before the end";
            if (json || resultFile.isPresent()) {
                write(drafts.get(), resultFile);
                steps.step("drafts", said + " and are written as a partial result (generation.partial is true)");
            } else {
                steps.step("drafts", said + "; with --out FILE or --json they would have been written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(JsonNode result, Optional<ResultFile> resultFile) {
        write(result, resultFile);
        if (!json) {
            out.print(ResultTable.of(result, terminal));
            out.flush();
        }
    }

    /** As JSON, where it was asked for. */
    private void write(JsonNode result, Optional<ResultFile> resultFile) {
        String text;
        try {
            text = JSON.writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        resultFile.ifPresent(place -> place.write(text.getBytes(StandardCharsets.UTF_8)));
        if (json) {
            out.print(terminal.shown() ? DisplayText.json(text) : text);
            out.flush();
        }
    }

    private void times(String parts) {
        PrintStream to = json ? err : out;
        to.println(terminal.bold("Time") + "            " + parts);
        to.flush();
    }
}
