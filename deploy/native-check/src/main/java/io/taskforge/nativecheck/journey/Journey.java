package io.taskforge.nativecheck.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What clients and administrators do, once each. An unexpected answer ends it: a path that was not gone proves nothing. */
public final class Journey {

    private static final String SPEC =
            "# Orders\n\n## Taking orders\n\n- The shop must take orders by web and by phone.\n- Each order must have a number.\n\n"
                    + "## Paying\n\n- A customer must pay by card or by invoice.\n- Refunds must be approved by a clerk.\n";

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JOBS = "/tickets/v1/jobs";

    private final RecordedStack stack;
    private final HttpClient http;
    private final String callback;

    /** @param callback a URL that the stack may call */
    public Journey(RecordedStack stack, HttpClient http, String callback) {
        this.stack = stack;
        this.http = http;
        this.callback = callback;
    }

    public void go() {
        JsonNode job = submit(callback);
        String path = JOBS + "/" + job.path("job_id").asText();
        follow(path);
        JsonNode done = await(path);
        if (!done.path("status").asText().equals("completed")) {
            throw new IllegalStateException("the job did not complete: " + done);
        }
        get(path + "/result", OK);
        get(path + "/result/export?format=csv", OK);
        get(path + "/result/export?format=markdown", OK);
        get(JOBS + "?page_size=1", OK);
        get("/tickets/v1/schema", OK);
        send(retry(path), 409);
        send(post(JOBS, "application/json", "{\"title\":"), 400);
        send(post(JOBS, "application/json", body("", "{}").replaceFirst("\\{", "{\"validate_only\":true,")), OK);
        send(post(path + "/callback/redeliver", "application/json", ""), 202);
        incremental(job.path("job_id").asText());
        cancelled();
        published();
        token();
        new GrpcJourney(stack, SPEC).go();
        new AdminJourney(stack, http, job.path("job_id").asText()).go();
    }

    /** Everything that a request can say. */
    private static String body(String callback, String options) {
        var body = RecordedStack.JSON
                .createObjectNode()
                .put("schema_version", "tickets.input.v1")
                .put("idempotency_key", UUID.randomUUID().toString())
                .put("title", "Orders")
                .put("spec", SPEC);
        body.putObject("metadata").put("team", "shop");
        if (!callback.isEmpty()) {
            body.put("callback_url", callback);
        }
        try {
            body.set("options", RecordedStack.JSON.readTree(options));
        } catch (IOException e) {
            throw new IllegalArgumentException(options, e);
        }
        return body.toString();
    }

    private JsonNode submit(String callbackUrl) {
        String options = """
                {"ticket_count":3,"max_ticket_count":6,"include_epics":true,"dependency_mode":"inferred","output_detail":"detailed",
                 "traceability":"quotes","language":"en","seed":7,"allowed_labels":["shop"],"story_point_scale":[1,2,3,5,8],
                 "budget":{"max_duration_seconds":300,"max_output_tokens":20000,"max_attempts":2}}""";
        return json(send(post(JOBS, "application/json", body(callbackUrl, options)), 202));
    }

    /** On an earlier job: the worker reads its result again. */
    private void incremental(String base) {
        String request = body("", "{}").replaceFirst("\\{", "{\"base_job_id\":\"" + base + "\",");
        JsonNode job = json(send(post(JOBS, "application/json", request), 202));
        await(JOBS + "/" + job.path("job_id").asText());
    }

    private void cancelled() {
        JsonNode job = submit("");
        String path = JOBS + "/" + job.path("job_id").asText();
        send(request(path).DELETE().build(), OK, 202, 409);
        await(path);
    }

    /** As a stream, with its drafts, until the job has ended. */
    private void follow(String path) {
        get(path + "/events?drafts=true", OK);
    }

    private JsonNode await(String path) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode job = json(get(path + "?wait=10", OK));
            if (job.path("terminal").asBoolean()) {
                return job;
            }
        }
        throw new IllegalStateException("the job does not end: " + path);
    }

    /** What the service says about itself. */
    private void published() {
        for (String path : List.of(
                "/ping",
                "/docs",
                "/docs/tickets",
                "/docs/errors",
                "/docs/style.css",
                "/openapi/tickets.v1.json",
                "/openapi/tickets.v1.proto",
                "/.well-known/jwks.json",
                "/q/health/live",
                "/q/health/ready",
                "/q/health/started")) {
            get(path, OK, 204);
        }
        get("/nothing/here", 404);
    }

    private void token() {
        HttpRequest exchange =
                post("/oauth/token", "application/x-www-form-urlencoded", "grant_type=client_credentials");
        String token = json(send(exchange, OK)).path("access_token").asText();
        send(
                HttpRequest.newBuilder(stack.http().resolve(JOBS))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                OK);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(stack.http() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + stack.key());
    }

    private HttpRequest retry(String path) {
        return request(path + "/retry")
                .header("Idempotency-Key", "\"again\"")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private HttpRequest post(String path, String type, String body) {
        return request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> get(String path, int... expected) {
        return send(request(path).build(), expected);
    }

    private HttpResponse<String> send(HttpRequest request, int... expected) {
        return send(http, request, expected);
    }

    static HttpResponse<String> send(HttpClient http, HttpRequest request, int... expected) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            for (int status : expected) {
                if (answer.statusCode() == status) {
                    return answer;
                }
            }
            throw new IllegalStateException(
                    request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return RecordedStack.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }
}
