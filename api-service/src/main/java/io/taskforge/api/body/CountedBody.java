package io.taskforge.api.body;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Reads a body of one media type, up to a limit. One that says or proves to be larger is refused without being kept. */
public final class CountedBody {

    /** For all of it: a body that trickles in must not hold a connection for hours. */
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);

    private static final Set<String> UTF_8 = Set.of("utf-8", "\"utf-8\"");

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final String mediaType;
    private final int limit;
    private final UniEmitter<? super byte[]> reader;
    private final Buffer kept = Buffer.buffer();
    private long timer;
    private boolean decided;

    private CountedBody(RoutingContext context, String mediaType, int limit, UniEmitter<? super byte[]> reader) {
        this.context = context;
        this.request = context.request();
        this.mediaType = mediaType;
        this.limit = limit;
        this.reader = reader;
    }

    /**
     * Fails with {@code unsupported_media_type}, {@code payload_too_large} or {@code request_timeout}.
     *
     * @param mediaType in lower case, without parameters; the only one that is read, in UTF-8
     * @param limit in bytes
     */
    public static Uni<byte[]> read(RoutingContext context, String mediaType, int limit) {
        return Uni.createFrom().emitter(reader -> new CountedBody(context, mediaType, limit, reader).read());
    }

    private void read() {
        if (!isExpected()) {
            reader.fail(new RequestFailure(
                    FailureCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as " + mediaType + " in UTF-8, not compressed."));
            return;
        }
        if (announcedLength() > limit) {
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

    private boolean isExpected() {
        String type = request.getHeader("Content-Type");
        String encoding = request.getHeader("Content-Encoding");
        return type != null
                && isExpectedInUtf8(type.toLowerCase(Locale.ROOT).split(";", -1))
                && (encoding == null || encoding.equalsIgnoreCase("identity"));
    }

    /** Part by part: a regular expression for any number of parameters recurses as deep as a client cares to write them. */
    private boolean isExpectedInUtf8(String[] sent) {
        if (!sent[0].strip().equals(mediaType)) {
            return false;
        }
        for (int i = 1; i < sent.length; i++) {
            String[] parameter = sent[i].split("=", 2);
            boolean utf8 = parameter.length == 2 && UTF_8.contains(parameter[1].strip());
            if (parameter[0].strip().equals("charset") && !utf8) {
                return false;
            }
        }
        return true;
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
        if (kept.length() + part.length() > limit) {
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

    private RequestFailure tooLarge() {
        return new RequestFailure(
                FailureCode.PAYLOAD_TOO_LARGE, "The body may have at most " + limit + " bytes; send less.");
    }
}
