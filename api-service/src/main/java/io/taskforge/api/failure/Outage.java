package io.taskforge.api.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;

/** Tells a database that is away, or that cannot take writes, from a mistake of ours. */
final class Outage {

    /** SQLSTATE classes: connection, insufficient resources (disk full, too many connections), operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /** A standby that was promoted away from, and credentials being rotated. */
    private static final Set<String> STATES = Set.of("25006", "28P01", "28000", "3D000");

    private Outage() {}

    static boolean caused(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (isOutage(cause)) {
                return true;
            }
            if (cause == cause.getCause()) {
                return false;
            }
        }
        return false;
    }

    private static boolean isOutage(Throwable error) {
        if (error instanceof PgException refusal) {
            String state = refusal.getSqlState();
            return state != null
                    && state.length() == 5
                    && (STATES.contains(state) || CLASSES.contains(state.substring(0, 2)));
        }
        return error instanceof ClosedConnectionException
                || error instanceof TimeoutException
                || error instanceof java.util.concurrent.TimeoutException
                || error instanceof IOException && !(error instanceof JsonProcessingException)
                || waitedForConnection(error);
    }

    /** The pool reports a wait that was too long by no type of its own. */
    private static boolean waitedForConnection(Throwable error) {
        return error instanceof VertxException
                && error.getMessage() != null
                && error.getMessage().startsWith("Timeout waiting for connection");
    }
}
