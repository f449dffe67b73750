package io.taskforge.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A page of jobs in its wire shape. Their specifications and results are asked for one by one, and so is a place in the queue.
 *
 * @param nextPageToken null at the end
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record TicketsJobList(List<TicketsJob> jobs, String nextPageToken) {

    static TicketsJobList of(ListJobs.Listed listed) {
        return new TicketsJobList(
                listed.jobs().stream().map(TicketsJob::of).toList(),
                listed.nextPageToken().orElse(null));
    }
}
