package io.taskforge.model.failpoint;

import io.smallrye.mutiny.Uni;

/**
 * The moments between two effects that belong together, where a death, a stall or an error costs most. Each is passed at exactly one
 * place in the code, which a test counts. What happens there is told by {@code TASKFORGE_FAILPOINTS}; nothing unless told.
 */
public enum Failpoint {
    /** A job has been stored and nobody rang for it yet; once for each job that is accepted, and not for a replay. */
    API_AFTER_COMMIT("api.after_commit"),

    /** The broker has confirmed a message which the outbox still holds; once for each message. */
    RELAY_AFTER_PUBLISH("relay.after_publish"),

    /**
     * Every message of a pass was answered for, and none is marked yet; once for each pass that has something to mark as published. Dying
     * here doubles a whole pass, dying at {@link #RELAY_AFTER_PUBLISH} one message and what was under way with it.
     */
    RELAY_BEFORE_MARK("relay.before_mark"),

    /**
     * A worker has claimed a job and does not beat for it yet; once for each claim, whether a ring or a look at the queue led to it. A
     * ring that led to it is acknowledged already.
     */
    WORKER_AFTER_CLAIM("worker.after_claim"),

    /** What a ring led to is decided, and the broker does not know; once for each message, also one that is not ours. */
    WORKER_BEFORE_ACK("worker.before_ack"),

    /** The model has answered, usefully or not, and nothing came of the answer yet; once for each question. */
    WORKER_AFTER_LLM("worker.after_llm"),

    /** A result is about to be stored by a run that beats no more; once for each run that has one. */
    WORKER_BEFORE_COMPLETE_COMMIT("worker.before_complete_commit"),

    /**
     * A result was stored, or refused by the fence, and the run was not told; once for each time that the statement was answered. An error
     * here is a connection that broke with the answer on it: the run asks again.
     */
    WORKER_AFTER_COMPLETE_COMMIT("worker.after_complete_commit"),

    /** A receiver has answered a callback, and that is written nowhere; once for each answer. */
    WEBHOOK_AFTER_SEND("webhook.after_send");

    private static final Uni<Void> NOTHING = Uni.createFrom().voidItem();

    private final String wireName;

    Failpoint(String wireName) {
        this.wireName = wireName;
    }

    /** As {@code TASKFORGE_FAILPOINTS} and the log name it. */
    public String wireName() {
        return wireName;
    }

    /**
     * For threads that may block. An interrupt ends the wait, and is left standing.
     *
     * @throws InjectedFailure when told to fail
     */
    public void pass() {
        if (ArmedFailpoints.ANY) {
            ArmedFailpoints.OURS.pass(this);
        }
    }

    /** For reactive code, whose threads must not block: passed when subscribed to; fails with {@link InjectedFailure} when told to. */
    public Uni<Void> passed() {
        return ArmedFailpoints.ANY ? ArmedFailpoints.OURS.passed(this) : NOTHING;
    }
}
