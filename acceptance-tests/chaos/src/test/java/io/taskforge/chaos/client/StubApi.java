package io.taskforge.chaos.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An api-service that answers as it is told: first what is queued, then always the same. */
final class StubApi implements AutoCloseable {

    /** @param status 0 for a connection that is closed without an answer */
    record Reply(int status, String body, boolean replayed) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Reply> next = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final Reply always;

    StubApi(Reply always) {
        this.always = always;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void next(Reply reply) {
        next.add(reply);
    }

    /** Method, path, bearer and body of each. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private synchronized Reply reply(String request) {
        requests.add(request);
        return next.isEmpty() ? always : next.poll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = reply(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            if (reply.status() == 0) {
                return;
            }
            exchange.getResponseHeaders().add("Idempotent-Replayed", String.valueOf(reply.replayed()));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
