package io.taskforge.worker.chat;

import java.time.Duration;
import java.util.Optional;

/** Why a call gave no answer that can be read; carried through LangChain4j, which passes it on as it is or, when interrupted, as a cause. */
public final class CallFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reasons, each needing another reaction. */
    sealed interface Reason {}

    /** No connection, or it broke. */
    record Away(Why why, String what) implements Reason {}

    /** How a server is away. */
    enum Why {
        /** Nothing listens there. */
        REFUSED,
        /** Names do not lead to it. */
        UNKNOWN_HOST,
        /** Nothing came back in time, not even a refusal. */
        UNREACHED,
        /** It is not who it should be. */
        UNTRUSTED,
        /** It was there and left. */
        BROKE
    }

    /**
     * A status other than 200.
     *
     * @param location where the server would send us instead
     */
    record Status(int status, String body, Optional<Duration> retryAfter, Optional<String> location)
            implements Reason {}

    /** Status 200, and a body that is not a chat answer. */
    record Unreadable(String what) implements Reason {}

    /** Status 200, and an error of the server in place of an answer. */
    record Reported(String error) implements Reason {}

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
