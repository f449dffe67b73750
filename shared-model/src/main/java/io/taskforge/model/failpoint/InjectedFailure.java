package io.taskforge.model.failpoint;

/** What a failpoint throws that was told to fail. Nothing in the product catches it by this type: it is to hit what an unforeseen error hits. */
public final class InjectedFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InjectedFailure(Failpoint point) {
        super("TASKFORGE_FAILPOINTS wants a failure at " + point.wireName());
    }
}
