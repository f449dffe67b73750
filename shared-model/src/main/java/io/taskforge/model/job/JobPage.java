package io.taskforge.model.job;

import java.util.List;
import java.util.Optional;

/**
 * Some of a client's jobs, newest first.
 *
 * @param next where the next page begins; empty when there is none
 */
public record JobPage(List<Job> jobs, Optional<JobPlace> next) {

    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
