package io.taskforge.worker.chat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * Blocking exchanges over the JDK's client that an interrupt or a deadline ends at once, also in the middle of a body, and that read no
 * more of an answer than allowed. The JDK's own request timeout ends with the headers.
 *
 * @param idle how long a body that has begun may stand still
 * @param answerLimit bytes
 */
public record HttpExchange(HttpClient http, Duration idle, int answerLimit) {

    private static final int OK = 200;
    private static final long LONGEST_RETRY_AFTER_S = 30;

    /** HTTP/1.1 at once: Ollama speaks nothing else over plain text. Redirects are not followed: they would carry a specification away. */
    public static HttpExchange of(ModelConfig config) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .build();
        return new HttpExchange(http, config.idleTimeout(), config.answerLimit());
    }

    /**
     * @param limit from the request to the last byte of the answer
     * @return the body of an answer with status 200
     * @throws CallFault when nothing else, nothing, or too much came back, or the thread was interrupted
     */
    public String send(HttpRequest request, Duration limit) {
        AtomicReference<CappedBody> reading = new AtomicReference<>();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, head -> {
            CappedBody body = new CappedBody(answerLimit);
            reading.set(body);
            return body;
        });
        try {
            HttpResponse<byte[]> response = await(exchange, reading, limit);
            String body = new String(response.body(), StandardCharsets.UTF_8);
            if (response.statusCode() != OK) {
                throw new CallFault(new CallFault.Status(
                        response.statusCode(),
                        body,
                        retryAfter(response),
                        response.headers().firstValue("Location")));
            }
            return body;
        } catch (InterruptedException e) {
            giveUp(exchange, reading.get());
            Thread.currentThread().interrupt();
            throw new CallFault(new CallFault.Interrupted());
        } catch (TimeoutException e) {
            giveUp(exchange, reading.get());
            throw new CallFault(new CallFault.TimedOut(limit));
        } catch (ExecutionException e) {
            throw new CallFault(reasonOf(e.getCause()));
        }
    }

    /** Waits for the end, for the limit, or for a body that has begun to stand still for too long. */
    private HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> exchange, AtomicReference<CappedBody> reading, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = System.nanoTime();
        while (true) {
            long left = limit.toNanos() - (System.nanoTime() - start);
            CappedBody body = reading.get();
            long stillMayStand = body == null ? idle.toNanos() : idle.toNanos() - (System.nanoTime() - body.touched);
            long wait = Math.min(left, stillMayStand);
            if (left <= 0 || (body != null && wait <= 0)) {
                throw new TimeoutException();
            }
            try {
                return exchange.get(Math.max(1, wait), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // Which of the two it was is seen at the top.
            }
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(v -> v.matches("\\d{1,6}"))
                .map(v -> Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER_S, Long.parseLong(v))));
    }

    /** Cancels the exchange before the headers, and the body after them: either closes the connection, which ends the generation. */
    private static void giveUp(CompletableFuture<HttpResponse<byte[]>> exchange, CappedBody body) {
        exchange.cancel(true);
        if (body != null) {
            body.cancel();
        }
    }

    private CallFault.Reason reasonOf(Throwable cause) {
        CallFault.Why why = CallFault.Why.BROKE;
        for (Throwable t = cause; t != null; t = t.getCause()) {
            switch (t) {
                case AnswerTooLarge large -> {
                    return new CallFault.Unreadable("it is larger than " + answerLimit + " bytes");
                }
                case HttpTimeoutException late -> {
                    return new CallFault.Away(CallFault.Why.UNREACHED, "no connection in time");
                }
                case SSLException untrusted -> why = CallFault.Why.UNTRUSTED;
                case UnresolvedAddressException unknown -> {
                    return new CallFault.Away(CallFault.Why.UNKNOWN_HOST, "no such host");
                }
                case ConnectException refused -> why = CallFault.Why.REFUSED;
                default -> {
                    // Its cause may tell more.
                }
            }
        }
        return new CallFault.Away(why, String.valueOf(cause.getMessage()));
    }

    private static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Collects a body up to a limit. */
    private static final class CappedBody implements BodySubscriber<byte[]> {

        private final int limit;
        private volatile long touched = System.nanoTime();
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();

        CappedBody(int limit) {
            this.limit = limit;
        }

        void cancel() {
            Flow.Subscription s = subscription.get();
            if (s != null) {
                s.cancel();
            }
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription.set(s);
            s.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            touched = System.nanoTime();
            for (ByteBuffer part : parts) {
                if (collected.size() + part.remaining() > limit) {
                    cancel();
                    body.completeExceptionally(new AnswerTooLarge());
                    return;
                }
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                collected.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable t) {
            body.completeExceptionally(t);
        }

        @Override
        public void onComplete() {
            body.complete(collected.toByteArray());
        }
    }
}
