package io.taskforge.chaos.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests to the replicas of the api-service, one after the other, in the names of its tenants. */
final class Wire implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int SECONDS_DIGITS = 9;

    private final List<URI> apis;
    private final List<String> keys;
    private final Duration patience;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /**
     * @param keys one for each tenant
     * @param patience how long one request may take
     */
    Wire(List<URI> apis, List<String> keys, Duration patience) {
        this.apis = List.copyOf(apis);
        this.keys = List.copyOf(keys);
        this.patience = patience;
    }

    int tenants() {
        return keys.size();
    }

    Answer post(int tenant, String path, String body) throws InterruptedException {
        return send(request(tenant, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Answer get(int tenant, String path) throws InterruptedException {
        return send(request(tenant, path).GET().build());
    }

    Answer delete(int tenant, String path) throws InterruptedException {
        return send(request(tenant, path).DELETE().build());
    }

    /** Each time another replica: what one of them forgot the next must know. */
    private HttpRequest.Builder request(int tenant, String path) {
        URI api = apis.get(Math.floorMod(turn.getAndIncrement(), apis.size()));
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + keys.get(tenant));
    }

    private Answer send(HttpRequest request) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer.Received(
                    response.statusCode(),
                    response.body(),
                    response.headers()
                            .firstValue("Idempotent-Replayed")
                            .filter("true"::equals)
                            .isPresent(),
                    response.headers().firstValue("Retry-After").flatMap(Wire::seconds),
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            return new Answer.Lost(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Optional<Duration> seconds(String header) {
        boolean number = !header.isEmpty()
                && header.length() <= SECONDS_DIGITS
                && header.chars().allMatch(Character::isDigit);
        return number ? Optional.of(Duration.ofSeconds(Long.parseLong(header))) : Optional.empty();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
