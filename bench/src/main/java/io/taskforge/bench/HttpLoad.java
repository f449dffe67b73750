package io.taskforge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps a number of requests under way: each answer is followed by the next request at once. One event loop and one client library
 * for HTTP/1.1 and for HTTP/2, so that both doors are measured with the same burden. An answer that was not expected fails the run.
 */
final class HttpLoad implements AutoCloseable {

    /**
     * What is asked, one after the other.
     *
     * @param next the request that comes next
     * @param expected whether an answer is the one that is to be measured
     */
    record Question(HttpMethod method, Supplier<Request> next, Predicate<Answer> expected) {

        static Question get(List<Request> requests, int status) {
            return inTurn(HttpMethod.GET, requests, answer -> answer.status() == status);
        }

        /** Each in turn, and over again. */
        static Question inTurn(HttpMethod method, List<Request> requests, Predicate<Answer> expected) {
            AtomicInteger asked = new AtomicInteger();
            return new Question(
                    method, () -> requests.get(Math.floorMod(asked.getAndIncrement(), requests.size())), expected);
        }
    }

    /** @param body null for none */
    record Request(String path, Map<String, String> headers, Buffer body) {}

    /** What came back. */
    record Answer(int status, Buffer body) {}

    private static final int ROOM = 1 << 16;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final String host;
    private final int port;
    private final int underWay;

    private HttpLoad(HttpClientOptions options, PoolOptions pool, String host, int port, int underWay) {
        this.client = vertx.createHttpClient(options, pool);
        this.host = host;
        this.port = port;
        this.underWay = underWay;
    }

    /** As many connections as requests, HTTP/1.1. */
    static HttpLoad connections(String host, int port, int underWay) {
        HttpClientOptions options =
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_1_1).setKeepAlive(true);
        return new HttpLoad(options, new PoolOptions().setHttp1MaxSize(underWay), host, port, underWay);
    }

    /** As many streams as requests on one connection, HTTP/2 without TLS, as gRPC speaks it. */
    static HttpLoad streams(String host, int port, int underWay) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(underWay);
        return new HttpLoad(options, new PoolOptions().setHttp2MaxSize(1), host, port, underWay);
    }

    Throughput ask(Question question, Duration howLong) {
        Run run = new Run(question, howLong);
        vertx.runOnContext(ignored -> run.begin());
        return run.ended.join();
    }

    /** Confined to the event loop. */
    private final class Run {

        private final Question question;
        private final long howLong;
        private final CompletableFuture<Throughput> ended = new CompletableFuture<>();
        private long[] nanos = new long[ROOM];
        private int answers;
        private int open;
        private long begun;

        private Run(Question question, Duration howLong) {
            this.question = question;
            this.howLong = howLong.toNanos();
        }

        private void begin() {
            begun = System.nanoTime();
            open = underWay;
            for (int i = 0; i < underWay; i++) {
                next();
            }
        }

        private void next() {
            long asked = System.nanoTime();
            if (asked - begun >= howLong || ended.isDone()) {
                open--;
                if (open == 0) {
                    ended.complete(Throughput.of(Arrays.copyOf(nanos, answers), asked - begun));
                }
                return;
            }
            Request request = question.next().get();
            RequestOptions options = new RequestOptions()
                    .setHost(host)
                    .setPort(port)
                    .setMethod(question.method())
                    .setURI(request.path());
            request.headers().forEach(options::putHeader);
            client.request(options)
                    .compose(opened -> request.body() == null ? opened.send() : opened.send(request.body()))
                    .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body)))
                    .onSuccess(answer -> answered(request, answer, asked))
                    .onFailure(ended::completeExceptionally);
        }

        private void answered(Request request, Answer answer, long asked) {
            if (!question.expected().test(answer)) {
                ended.completeExceptionally(new IllegalStateException(question.method() + " " + request.path()
                        + " was answered with " + answer.status() + " " + answer.body()));
                return;
            }
            if (answers == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * nanos.length);
            }
            nanos[answers] = System.nanoTime() - asked;
            answers++;
            next();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
