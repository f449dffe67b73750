package io.taskforge.eval.gold;

/** A folder or a gold file cannot be used as it is; the message is one line for whoever wrote it. */
public final class GoldFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GoldFault(String message) {
        super(message);
    }
}
