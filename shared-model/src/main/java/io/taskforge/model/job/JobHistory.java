package io.taskforge.model.job;

import java.util.List;

/**
 * A job and what happened to it after a certain event, as of one moment.
 *
 * @param newest the number of the newest event
 * @param events the next ones in order, up to as many as were asked for
 */
public record JobHistory(Job job, int newest, List<JobEvent> events) {

    public JobHistory {
        events = List.copyOf(events);
    }
}
