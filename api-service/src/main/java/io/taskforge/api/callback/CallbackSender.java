package io.taskforge.api.callback;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.trace.TraceParent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Posts a message to one address. The name that was checked stays in {@code Host}, in SNI and in what the certificate is held against;
 * the connection goes to the address that was checked. It is this request's own, follows no redirect and knows no proxy.
 */
@ApplicationScoped
class CallbackSender {

    /** Bytes of an answer that are waited for. They are counted and dropped: a client must not read through us what it cannot reach. */
    private static final int ANSWER_READ = 4_096;

    /**
     * What a receiver said.
     *
     * @param retryAfter the header; null when there is none
     */
    record Answer(int status, String retryAfter) {}

    private final HttpClient http;

    CallbackSender(Vertx vertx, CallbackConfig config) {
        http = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAlive(false)
                        .setMaxPoolSize(config.inFlight())
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setVerifyHost(true)
                        .setTrustAll(false)
                        // An attempt's span is AttemptSpan's: the client's own would hold the whole URL.
                        .setTracingPolicy(TracingPolicy.IGNORE))
                // Who posts is told of it too; unhandled, it would be logged as an error of ours, in the receiver's
                // words.
                .withConnectHandler(connection -> connection.exceptionHandler(error -> {}))
                .build();
    }

    /**
     * Fails when there is no whole answer, of which an oversized one's first bytes are enough. Whoever stops waiting ends the connection.
     *
     * @param address one of the host's
     * @param target path and query
     * @param trace for the receiver to go on with; not signed, since nothing must hang on it
     */
    Uni<Answer> post(
            CallbackUrl url, InetAddress address, String target, SignedMessage message, Optional<TraceParent> trace) {
        return Uni.createFrom().deferred(() -> {
            Future<HttpClientRequest> connected = http.request(options(url, address, target, message, trace));
            // One step, on the connection's event loop: a second one, for the answer, would be added by this thread,
            // which may be another, and then perhaps when the answer has come and gone.
            Future<Answer> answered = connected.compose(
                    request -> request.send(Buffer.buffer(message.body())).compose(CallbackSender::answer));
            return Uni.createFrom()
                    .completionStage(answered.toCompletionStage())
                    .onTermination()
                    .invoke(() -> connected.onSuccess(HttpClientRequest::reset));
        });
    }

    private static RequestOptions options(
            CallbackUrl url, InetAddress address, String target, SignedMessage message, Optional<TraceParent> trace) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.secure())
                .setURI(target)
                .setFollowRedirects(false)
                .putHeader("host", url.hostHeader());
        message.headers().forEach(options::putHeader);
        trace.ifPresent(span -> options.putHeader(TraceParent.HEADER, span.toString()));
        return options;
    }

    private static Future<Answer> answer(HttpClientResponse response) {
        Promise<Answer> whole = Promise.promise();
        Answer answer = new Answer(response.statusCode(), response.getHeader("Retry-After"));
        AtomicLong read = new AtomicLong();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(answer));
        response.handler(bytes -> {
            if (read.addAndGet(bytes.length()) >= ANSWER_READ) {
                whole.tryComplete(answer);
            }
        });
        return whole.future();
    }
}
