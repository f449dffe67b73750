package io.taskforge.worker.chat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Blocking exchanges over the JDK's client that an interrupt or a deadline ends at once, also in the middle of a body, and that read no
 * more of an answer than allowed. The JDK's own request timeout ends with the headers.
 *
 * @param answerLimit bytes
 */
public record HttpExchange(HttpClient http, Duration timeout, int answerLimit) {

    /** What came back, whatever its status. */
    public record Reply(int status, HttpHeaders headers, String body) {}

    /** HTTP/1.1 at once: Ollama speaks nothing else over plain text. Redirects are not followed: they would carry a specification away. */
    public static HttpClient client(ModelConfig config) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .build();
    }

    /** @throws CallFault when nothing, or too much, came back, or the thread was interrupted */
    public Reply send(HttpRequest request) {
        AtomicReference<CappedBody> reading = new AtomicReference<>();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, head -> {
            CappedBody body = new CappedBody(answerLimit);
            reading.set(body);
            return body;
        });
        try {
            HttpResponse<byte[]> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(
                    response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            giveUp(exchange, reading.get());
            Thread.currentThread().interrupt();
            throw new CallFault(new CallFault.Interrupted());
        } catch (TimeoutException e) {
            giveUp(exchange, reading.get());
            throw new CallFault(new CallFault.TimedOut(timeout));
        } catch (ExecutionException e) {
            throw new CallFault(reasonOf(e.getCause()));
        }
    }

    /** Cancels the exchange before the headers, and the body after them: either closes the connection, which ends the generation. */
    private static void giveUp(CompletableFuture<HttpResponse<byte[]>> exchange, CappedBody body) {
        exchange.cancel(true);
        if (body != null) {
            body.cancel();
        }
    }

    private CallFault.Reason reasonOf(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof AnswerTooLarge) {
                return new CallFault.Unreadable("it is larger than " + answerLimit + " bytes");
            }
        }
        if (cause instanceof HttpTimeoutException) {
            return new CallFault.Away("no connection in time");
        }
        String message = cause.getMessage();
        return new CallFault.Away(
                cause instanceof java.net.ConnectException || message == null
                        ? "no connection"
                        : "the connection broke: " + message);
    }

    private static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Collects a body up to a limit. */
    private static final class CappedBody implements BodySubscriber<byte[]> {

        private final int limit;
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
