package io.taskforge.local.draft;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.local.terminal.DisplayText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells of each ticket as it is drafted, from a thread of its own, until the job ends or this is closed. For show only: a stream that
 * breaks is opened again where it broke, and one that cannot be had is done without.
 */
public final class DraftFeed implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_MILLIS = 1_000;

    private final TicketsApi api;
    private final TicketsApi.Job job;
    private final Consumer<String> watcher;
    private final Set<String> told = new HashSet<>();
    private final Thread reading;
    private volatile boolean any;
    private String known = "0";
    private boolean ended;

    private DraftFeed(TicketsApi api, TicketsApi.Job job, Consumer<String> watcher) {
        this.api = api;
        this.job = job;
        this.watcher = watcher;
        this.reading = Thread.ofVirtual().name("drafts").unstarted(this::read);
    }

    /** @param watcher is given a line for each draft */
    public static DraftFeed open(TicketsApi api, TicketsApi.Job job, Consumer<String> watcher) {
        DraftFeed feed = new DraftFeed(api, job, watcher);
        feed.reading.start();
        return feed;
    }

    /** Whether a draft was told of. */
    public boolean toldAny() {
        return any;
    }

    private void read() {
        try {
            while (!ended) {
                try {
                    follow();
                } catch (IOException | UncheckedIOException e) {
                    // The service is being started again, or closed; the job's status says which.
                    new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void follow() throws IOException, InterruptedException {
        Optional<Stream<String>> stream = api.events(job, known);
        if (stream.isEmpty()) {
            ended = true;
            return;
        }
        try (Stream<String> lines = stream.get()) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                line(each.next());
            }
        }
    }

    /** Of an event, its number comes first and its data last, on one line each. */
    private void line(String line) {
        if (line.startsWith("id: ")) {
            known = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
            event(line.substring("data: ".length()));
        }
    }

    private void event(String data) {
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JacksonException e) {
            return;
        }
        ended |= event.path("type").asText().equals("job.terminal");
        if (event.path("type").asText().equals("ticket.draft")) {
            JsonNode draft = event.path("draft");
            boolean first = told.add(event.path("attempt").asText() + " "
                    + draft.path("external_id").asText());
            any = true;
            watcher.accept(DisplayText.oneLine(draft.path("ticket_type").asText() + ": "
                    + draft.path("title").asText() + (first ? "" : " (rewritten)")));
        }
    }

    @Override
    public void close() {
        reading.interrupt();
    }
}
