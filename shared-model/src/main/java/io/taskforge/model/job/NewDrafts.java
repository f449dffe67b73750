package io.taskforge.model.job;

import java.util.List;
import java.util.Optional;

/**
 * What a run has drafted since it last wrote.
 *
 * @param tickets the JSON of each, in the order in which they were written; each becomes an event
 * @param soFar all that the run has drafted, once anything of it is worth keeping
 */
public record NewDrafts(List<String> tickets, Optional<Partial> soFar) {

    public static final NewDrafts NONE = new NewDrafts(List.of(), Optional.empty());

    /**
     * The drafts of an unfinished run as a result that can be served.
     *
     * @param tickets how many there are, at least 1
     * @param body the JSON as it will be served
     */
    public record Partial(int tickets, String body) {}

    public NewDrafts {
        tickets = List.copyOf(tickets);
    }
}
