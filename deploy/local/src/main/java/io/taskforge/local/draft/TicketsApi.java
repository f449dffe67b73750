package io.taskforge.local.draft;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The Tickets API as a client uses it: submit, poll, fetch. */
public final class TicketsApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /** A service that is started again is back well within this. */
    private static final Duration OUTAGE_PATIENCE = Duration.ofSeconds(60);

    private static final Set<String> TERMINAL = Set.of("completed", "failed", "cancelled", "expired");

    private final HttpClient http;
    private final String baseUrl;
    private final String apiKey;

    public TicketsApi(HttpClient http, String baseUrl, String apiKey) {
        this.http = http;
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    /** Whether an API answers there. */
    public boolean answers() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The job, as the API describes it. */
    public record Job(JsonNode json) {

        public String id() {
            return json.path("job_id").asText();
        }

        public String status() {
            return json.path("status").asText();
        }

        public boolean isCompleted() {
            return status().equals("completed");
        }

        boolean isTerminal() {
            return TERMINAL.contains(status());
        }

        /** Status, phase, percent and tickets so far, in words. */
        public String progress() {
            JsonNode progress = json.path("progress");
            StringBuilder words = new StringBuilder(status());
            if (!isTerminal() && progress.hasNonNull("phase")) {
                words.append(", ").append(progress.path("phase").asText().replace('_', ' '));
                words.append(' ').append(progress.path("percent").asInt()).append(" %");
                int drafted = progress.path("tickets_drafted").asInt();
                if (drafted > 0) {
                    words.append(", ").append(drafted).append(drafted == 1 ? " ticket" : " tickets");
                }
            }
            return DisplayText.oneLine(words.toString());
        }
    }

    /**
     * @throws Refusal when the API does not take the job; the line names all that it finds wrong
     */
    public Job submit(SpecFile spec, DraftOptions options) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("schema_version", "tickets.input.v1");
        body.put("idempotency_key", UUID.randomUUID().toString());
        body.put("title", spec.title());
        body.put("spec", spec.text());
        options.writeTo(body);
        HttpRequest request = request("/tickets/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return new Job(json(persistently(request)));
    }

    /** Polls until the job is done, quickly at first; tells {@code watcher} each time that its progress changes. */
    public Job await(Job submitted, Consumer<Job> watcher) throws InterruptedException {
        return await(submitted, Long.MAX_VALUE, watcher);
    }

    /** The same, but no longer than this: then the job is returned as it stands. */
    public Job await(Job submitted, Duration atMost) throws InterruptedException {
        return await(submitted, System.nanoTime() + atMost.toNanos(), now -> {});
    }

    private Job await(Job submitted, long deadline, Consumer<Job> watcher) throws InterruptedException {
        HttpRequest request =
                request(submitted.json().path("status_url").asText()).GET().build();
        long pause = FIRST_PAUSE_MILLIS;
        Job job = submitted;
        watcher.accept(job);
        while (!job.isTerminal() && System.nanoTime() < deadline) {
            pause(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 5 / 4);
            Job now = new Job(json(persistently(request)));
            if (!now.progress().equals(job.progress())) {
                watcher.accept(now);
            }
            job = now;
        }
        return job;
    }

    /**
     * @throws Refusal when the job has no result, saying why
     */
    public JsonNode result(Job job) throws InterruptedException {
        if (!job.isCompleted()) {
            JsonNode error = job.json().path("error");
            String why = error.hasNonNull("code")
                    ? error.path("code").asText() + ": " + error.path("message").asText()
                    : "no reason given";
            throw Refusal.failed("The job " + job.id() + " " + job.status() + ". " + DisplayText.oneLine(why));
        }
        return json(persistently(
                request(job.json().path("result_url").asText()).GET().build()));
    }

    /** What was drafted of a job that ended without a result; empty when nothing was. */
    public Optional<JsonNode> drafts(Job job) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(
                    request(job.json().path("result_url").asText() + "?partial=true")
                            .GET()
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? Optional.of(json(response)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The lines of the stream of a job's events after the one that is known; empty when there is none to be had.
     *
     * @throws IOException when the service does not answer
     */
    Optional<Stream<String>> events(Job job, String known) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl)
                        .resolve(job.json().path("events_url").asText() + "?after=" + known))
                .header("Authorization", "Bearer " + apiKey)
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() == 200) {
            return Optional.of(response.body());
        }
        response.body().close();
        if (response.statusCode() >= 500) {
            throw new IOException("the service answered " + response.statusCode());
        }
        return Optional.empty();
    }

    /** Asks for the job to be cancelled; it does not matter whether that still works. */
    public void cancel(Job job) throws InterruptedException {
        try {
            http.send(
                    request("/tickets/v1/jobs/" + job.id())
                            .timeout(Duration.ofSeconds(2))
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // The job ends without anyone waiting for it.
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl).resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + apiKey)
                .header("Accept", "application/json");
    }

    /** Sends again while nobody answers or the service is unavailable; the idempotency key makes that safe for a submission too. */
    private HttpResponse<byte[]> persistently(HttpRequest request) throws InterruptedException {
        long deadline = System.nanoTime() + OUTAGE_PATIENCE.toNanos();
        while (true) {
            String trouble;
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() < 300) {
                    return response;
                }
                trouble = problem(response);
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    throw Refusal.failed(trouble);
                }
            } catch (IOException e) {
                trouble = "no answer from " + baseUrl + " (" + e.getClass().getSimpleName() + ")";
            }
            if (System.nanoTime() > deadline) {
                throw Refusal.failed("Gave up after " + OUTAGE_PATIENCE.toSeconds() + " s: " + trouble);
            }
            pause(LONGEST_PAUSE_MILLIS / 4);
        }
    }

    /** One line: status, detail and every violation. */
    private static String problem(HttpResponse<byte[]> response) {
        StringBuilder line = new StringBuilder("The API answered " + response.statusCode());
        try {
            JsonNode problem = JSON.readTree(response.body());
            if (problem.hasNonNull("code")) {
                line.append(' ').append(problem.path("code").asText());
            }
            line.append(": ")
                    .append(problem.path("detail").asText(problem.path("title").asText("no reason given")));
            problem.path("errors").forEach(error -> line.append(" · ")
                    .append(error.path("pointer").asText())
                    .append(' ')
                    .append(error.path("detail").asText()));
        } catch (IOException e) {
            line.append('.');
        }
        return DisplayText.oneLine(line.toString());
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw Refusal.failed(
                    "The API's answer is not JSON: is something else listening on " + response.uri() + "?");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
