package io.taskforge.api.failure;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * What to do with a body that an answer did not wait for, because the answer is no. Left alone it blocks clients that send all before
 * they read; a connection closed over it is reset, and a reset takes the answer with it. So it is read and dropped, up to a limit,
 * and a connection on which the next request could not be told from the rest of this one ends.
 */
final class UnreadBody {

    private static final long DROPPED_AT_MOST = 16 << 20;
    private static final Duration DROPPED_WITHIN = Duration.ofSeconds(5);

    /** One that a connection is kept for. */
    private static final long SMALL = 1 << 20;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final boolean closes;
    private long dropped;

    private UnreadBody(RoutingContext context) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.closes = !announcedAndSmall();
    }

    /** To be called while the response's headers can still be changed. */
    static void drop(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean hasBody = request.getHeader("Transfer-Encoding") != null
                || (request.getHeader("Content-Length") != null
                        && !request.getHeader("Content-Length").equals("0"));
        if (hasBody && !request.isEnded()) {
            new UnreadBody(context).drop();
        }
    }

    private boolean announcedAndSmall() {
        String length = request.getHeader("Content-Length");
        return length != null
                && length.length() < String.valueOf(SMALL).length()
                && request.getHeader("Expect") == null;
    }

    private void drop() {
        boolean ownConnection = request.version() != HttpVersion.HTTP_2;
        if (closes && ownConnection) {
            response.putHeader("Connection", "close");
        }
        long deadline = context.vertx().setTimer(DROPPED_WITHIN.toMillis(), late -> end(ownConnection));
        request.exceptionHandler(gone -> context.vertx().cancelTimer(deadline));
        request.endHandler(end -> {
            context.vertx().cancelTimer(deadline);
            if (!closes) {
                return;
            }
            if (response.ended()) {
                end(ownConnection);
            } else {
                response.endHandler(sent -> end(ownConnection));
            }
        });
        request.handler(part -> {
            dropped += part.length();
            if (dropped > DROPPED_AT_MOST) {
                end(ownConnection);
            }
        });
        request.resume();
    }

    private void end(boolean ownConnection) {
        if (ownConnection) {
            request.connection().close();
        } else {
            response.reset();
        }
    }
}
