package io.taskforge.model.broker;

/** Names of exchanges, queues and routing keys. The services' application.properties repeat them, and a test compares. */
public final class BrokerNames {

    private BrokerNames() {}

    /** Direct; work for workers. */
    public static final String JOBS_EXCHANGE = "taskforge.jobs";

    /** Ticket drafting; also its routing key. */
    public static final String GENERATE_QUEUE = "taskforge.jobs.generate";
}
