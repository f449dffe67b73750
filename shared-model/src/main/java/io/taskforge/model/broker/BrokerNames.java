package io.taskforge.model.broker;

/** Names of exchanges, queues and routing keys. */
public final class BrokerNames {

    private BrokerNames() {}

    /** Direct; work for workers. */
    public static final String JOBS_EXCHANGE = "taskforge.jobs";

    /** Fanout; news for every worker at once. Each has a queue of its own there, which goes with its connection. */
    public static final String CONTROL_EXCHANGE = "taskforge.control";

    /** Ticket drafting; also its routing key. */
    public static final String GENERATE_QUEUE = "taskforge.jobs.generate";
}
