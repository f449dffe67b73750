package io.taskforge.chaos.client;

/** What a client does with a job from its submission to its result, each request asked once. */
public interface Walk extends AutoCloseable {

    /** Returns when the way is gone, or was lost. */
    void walk(Submission submission) throws InterruptedException;

    @Override
    void close();
}
