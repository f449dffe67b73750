package io.taskforge.worker.chat;

/** The questions of one job to one model. For one thread. */
public interface Chat {

    /**
     * @throws io.taskforge.worker.engine.DraftingFailure when there is no working server or no such model, or the answers take too long
     * @throws io.taskforge.worker.engine.DraftingInterrupted when the thread was interrupted; the connection is closed then, which ends
     *     the generation
     */
    Answer ask(ChatCall call);

    /** Tokens for a question and its answer together, as far as is known by now. */
    int window();

    /** What answers. */
    Provenance provenance();
}
