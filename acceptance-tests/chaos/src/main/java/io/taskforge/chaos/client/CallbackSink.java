package io.taskforge.chaos.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Receives callbacks on loopback, checks their signatures, and answers as the URL's first part wants it. */
public final class CallbackSink implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than a poll, shorter than the sender's patience. */
    private static final Duration SLOW = Duration.ofSeconds(3);

    private static final String FORBIDDEN = "http://169.254.169.254/latest/meta-data/";

    private final HttpServer server;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Delivery> deliveries = new ArrayList<>();
    private volatile WebhookSignature signature = new WebhookSignature(List.of());

    private CallbackSink(HttpServer server) {
        this.server = server;
    }

    /** On a free port of loopback. */
    public static CallbackSink start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
            CallbackSink sink = new CallbackSink(server);
            server.setExecutor(sink.threads);
            server.createContext("/", sink::receive);
            server.start();
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the api-service's list of hosts that the rules do not hold for. */
    public String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** A callback URL for a submission, which names the job by itself. */
    public String url(SinkMode mode) {
        return "http://" + hostAndPort() + "/" + mode.word() + "/{job_id}";
    }

    /** @param secrets of the tenants, in their order, as the service revealed them ({@code whsec_…}) */
    public void trust(List<String> secrets) {
        signature = new WebhookSignature(secrets);
    }

    /** In order of arrival. */
    public List<Delivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            SinkMode mode = SinkMode.of(path.length > 1 ? path[1] : "").orElse(SinkMode.OK);
            synchronized (deliveries) {
                deliveries.add(delivery(exchange, path, mode, body));
            }
            answer(exchange, mode);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Delivery delivery(HttpExchange exchange, String[] path, SinkMode mode, byte[] body) throws IOException {
        var headers = new WebhookSignature.Headers(
                header(exchange, "webhook-id"),
                header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"));
        return new Delivery(
                clock.instant(),
                path.length > 2 ? uuid(path[2]) : Optional.empty(),
                mode,
                headers.id(),
                signature.tenant(headers, body, clock.instant()),
                sha256(body),
                JSON.readTree(body).path("type").asText(),
                mode.status());
    }

    private void answer(HttpExchange exchange, SinkMode mode) throws IOException, InterruptedException {
        switch (mode) {
            case HANGS -> {
                closed.await();
                return;
            }
            case SLOW -> {
                boolean ended = closed.await(SLOW.toMillis(), TimeUnit.MILLISECONDS);
                if (ended) {
                    return;
                }
            }
            case REDIRECTS -> exchange.getResponseHeaders().add("Location", FORBIDDEN);
            case OK, FAILS, GONE -> {}
        }
        exchange.sendResponseHeaders(mode.status(), -1);
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
