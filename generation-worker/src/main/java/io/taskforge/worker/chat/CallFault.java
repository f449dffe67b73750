package io.taskforge.worker.chat;

import java.time.Duration;
import java.util.Optional;

/** Why a call gave no answer that can be read; carried through LangChain4j, which passes it on as it is or, when interrupted, as a cause. */
public final class CallFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reasons, each needing another reaction. */
    sealed interface Reason {}

    /** No connection, or it broke. */
    record Away(String what) implements Reason {}

    /** A status other than 200. */
    record Status(int status, String body, Optional<Duration> retryAfter) implements Reason {}

    /** Status 200, and a body that is not a chat answer. */
    record Unreadable(String what) implements Reason {}

    /** The answer was not complete in time. */
    record TimedOut(Duration after) implements Reason {}

    /** The calling thread was interrupted; its flag is set again. */
    record Interrupted() implements Reason {}

    private final transient Reason reason;

    public CallFault(Reason reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    /** The reason of a fault that may have been wrapped on its way. */
    public static Optional<Reason> in(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof CallFault fault) {
                return Optional.of(fault.reason);
            }
        }
        return Optional.empty();
    }

    public Reason reason() {
        return reason;
    }
}
