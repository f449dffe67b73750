package io.taskforge.worker.chat;

/** What becomes of a job of whose first answers not one could be used. */
public enum Hopeless {
    /** It fails and says why: the rules draft single units unasked, never the whole. */
    FAILS,
    /** The model is asked no more and the rules draft the whole, which its record says: for those who allowed it beforehand. */
    IS_LEFT_TO_THE_RULES
}
