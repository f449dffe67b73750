package io.taskforge.embedded;

/** A server could not be started. The message is one line for the person at the terminal: what is wrong and what to do. */
public final class EmbeddedServerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedServerFailure(String message) {
        super(message);
    }

    public EmbeddedServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
