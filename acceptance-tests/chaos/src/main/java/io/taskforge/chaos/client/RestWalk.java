package io.taskforge.chaos.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One client's way with one job over REST, each request once: submit, submit again, watch, wait, read, list. Its connections are kept open
 * between requests, as every client's are.
 */
public final class RestWalk implements Walk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private static final int MOST_STREAMS = 50;

    private final URI api;
    private final List<String> keys;
    private final ClientLog clients;
    private final RequestLog log;
    private final HttpClient http;
    private final Clock clock = Clock.systemUTC();

    public RestWalk(URI api, List<String> keys, ClientLog clients, RequestLog log) {
        this.api = api.resolve("/tickets/v1/jobs");
        this.keys = keys;
        this.clients = clients;
        this.log = log;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    @Override
    public void walk(Submission submission) throws InterruptedException {
        String key = keys.get(submission.tenant());
        Optional<UUID> job = submit(key, submission, false);
        if (job.isEmpty()) {
            return;
        }
        Optional<UUID> again = submit(key, submission, true);
        again.filter(other -> !other.equals(job.get()))
                .ifPresent(other -> log.lost("the same key again", "is another job: " + other));
        String path = api + "/" + job.get();
        get(key, path, 200);
        get(key, api + "/" + NOBODY, 404);
        get(key, path + "?wait=1", 200);
        watch(key, path + "/events");
        boolean ended = false;
        for (int i = 0; i < MOST_STREAMS && !ended; i++) {
            ended = get(key, path + "?wait=10", 200)
                    .map(body -> body.path("terminal").asBoolean())
                    .orElse(false);
        }
        get(key, path + "/result", 200);
        get(key, api + "?page_size=5", 200);
    }

    private Optional<UUID> submit(String key, Submission submission, boolean again) throws InterruptedException {
        clients.attempted(submission);
        Optional<UUID> job = post(key, submission.body())
                .map(body -> UUID.fromString(body.path("job_id").asText()));
        job.ifPresentOrElse(
                id -> clients.acknowledged(submission, new ClientLog.Acknowledgement(id, again, clock.instant())),
                () -> clients.unknown(submission));
        return job;
    }

    private Optional<JsonNode> post(String key, String body) throws InterruptedException {
        return answer(
                asked(key, api.toString())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                202);
    }

    private Optional<JsonNode> get(String key, String url, int expected) throws InterruptedException {
        return answer(asked(key, url).GET().build(), expected);
    }

    private static HttpRequest.Builder asked(String key, String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }

    private Optional<JsonNode> answer(HttpRequest request, int expected) throws InterruptedException {
        String what = request.method() + " " + request.uri().getPath();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                log.lost(what, response.statusCode() + " in place of " + expected + ": " + response.body());
                return Optional.empty();
            }
            JsonNode body = JSON.readTree(response.body());
            log.answered();
            return Optional.of(body);
        } catch (IOException e) {
            log.lost(what, e.toString());
            return Optional.empty();
        }
    }

    /** A stream may end before the job does; it goes on where it ended, with no event missing and none told twice. */
    private void watch(String key, String url) throws InterruptedException {
        long last = 0;
        for (int i = 0; i < MOST_STREAMS; i++) {
            HttpRequest request =
                    asked(key, url).header("Last-Event-ID", Long.toString(last)).build();
            try {
                HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
                if (response.statusCode() == 204) {
                    log.answered();
                    return;
                }
                if (response.statusCode() != 200) {
                    log.lost("GET events", "answered with " + response.statusCode());
                    return;
                }
                Events events = new Events(last);
                response.body().forEach(events::line);
                log.answered();
                events.gap().ifPresent(gap -> log.lost("GET events", gap));
                last = events.last;
                if (events.over) {
                    return;
                }
            } catch (IOException | UncheckedIOException e) {
                log.lost("GET events", "cut off after event " + last + ": " + e);
                return;
            }
        }
        log.lost("GET events", "the job's end was not told of in " + MOST_STREAMS + " streams");
    }

    /** What one stream tells. */
    private static final class Events {
        private long last;
        private boolean over;
        private Optional<String> gap = Optional.empty();

        private Events(long last) {
            this.last = last;
        }

        private void line(String line) {
            if (line.startsWith("id:")) {
                long next = Long.parseLong(line.substring(3).strip());
                if (next <= last) {
                    gap = Optional.of("event " + next + " follows " + last);
                }
                last = next;
            } else if (line.startsWith("event:") && line.endsWith("job.terminal")) {
                over = true;
            }
        }

        private Optional<String> gap() {
            return gap;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
