package io.taskforge.local.terminal;

/** Ends a command with one line for the person at the terminal: what is wrong and what to do. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The exit code of a command that was asked for something that cannot be. */
    public static final int USAGE = 2;

    /** The exit code of a command that tried and failed. */
    public static final int FAILED = 1;

    private final int exitCode;

    private Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The file, option or surroundings do not allow it; nothing was begun. */
    public static Refusal usage(String message) {
        return new Refusal(USAGE, message);
    }

    /** It was tried and did not work out. */
    public static Refusal failed(String message) {
        return new Refusal(FAILED, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
