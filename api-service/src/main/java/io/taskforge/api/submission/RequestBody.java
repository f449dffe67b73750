package io.taskforge.api.submission;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a JSON body of up to 1 MiB. One that says or proves to be larger is refused without being kept. */
final class RequestBody {

    static final int LIMIT = 1 << 20;

    /** For all of it: a body that trickles in must not hold a connection for hours. */
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);

    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*+(charset\\s*=\\s*(utf-8|\"utf-8\")\\s*|(?!charset)[^;]*))*");

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final UniEmitter<? super byte[]> reader;
    private final Buffer kept = Buffer.buffer();
    private long timer;
    private boolean decided;

    private RequestBody(RoutingContext context, UniEmitter<? super byte[]> reader) {
        this.context = context;
        this.request = context.request();
        this.reader = reader;
    }

    /** Fails with {@code unsupported_media_type}, {@code payload_too_large} or {@code request_timeout}. */
    static Uni<byte[]> read(RoutingContext context) {
        return Uni.createFrom().emitter(reader -> new RequestBody(context, reader).read());
    }

    private void read() {
        if (!isJson()) {
            reader.fail(new RequestFailure(
                    FailureCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json in UTF-8, not compressed."));
            return;
        }
        if (announcedLength() > LIMIT) {
            reader.fail(tooLarge());
            return;
        }
        if (request.isEnded()) {
            reader.complete(new byte[0]);
            return;
        }
        timer = context.vertx()
                .setTimer(
                        ARRIVES_WITHIN.toMillis(),
                        late -> refuse(new RequestFailure(
                                FailureCode.REQUEST_TIMEOUT,
                                "The body did not arrive within " + ARRIVES_WITHIN.toSeconds() + " seconds.")));
        request.handler(this::received).endHandler(end -> completed()).exceptionHandler(this::broken);
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private boolean isJson() {
        String type = request.getHeader("Content-Type");
        String encoding = request.getHeader("Content-Encoding");
        return type != null
                && JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()
                && (encoding == null || encoding.equalsIgnoreCase("identity"));
    }

    private long announcedLength() {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void received(Buffer part) {
        if (decided) {
            return;
        }
        if (kept.length() + part.length() > LIMIT) {
            refuse(tooLarge());
        } else {
            kept.appendBuffer(part);
        }
    }

    private void completed() {
        if (decide()) {
            reader.complete(kept.getBytes());
        }
    }

    private void broken(Throwable error) {
        if (decide()) {
            reader.fail(new RequestFailure(FailureCode.BAD_REQUEST, "The body ended before its announced length."));
        }
    }

    private void refuse(RequestFailure why) {
        if (decide()) {
            reader.fail(why);
        }
    }

    private boolean decide() {
        if (decided) {
            return false;
        }
        decided = true;
        context.vertx().cancelTimer(timer);
        return true;
    }

    private static RequestFailure tooLarge() {
        return new RequestFailure(
                FailureCode.PAYLOAD_TOO_LARGE, "The body may have at most " + LIMIT + " bytes (1 MiB); send less.");
    }
}
