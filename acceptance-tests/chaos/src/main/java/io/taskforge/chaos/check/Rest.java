package io.taskforge.chaos.check;

import java.util.List;

/**
 * What goes on after everything is done, when nothing should.
 *
 * @param connections of the services to the database
 * @param connectionsAtMost what their pools add up to
 * @param idleInTransaction sessions that hold a transaction open and do nothing, each as a sentence
 * @param busy sessions that still run a statement, each as a sentence
 * @param ready messages in the main queue
 * @param unacknowledged messages that somebody holds
 * @param children processes that services started and left, each as a sentence
 */
public record Rest(
        int connections,
        int connectionsAtMost,
        List<String> idleInTransaction,
        List<String> busy,
        long ready,
        long unacknowledged,
        List<String> children) {}
