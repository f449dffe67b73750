package io.taskforge.api.admin.result;

import io.taskforge.model.job.JobId;
import io.taskforge.model.ticket.Changes;
import io.taskforge.model.ticket.ExternalId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the tickets of the job that this one builds on.
 *
 * @param retired ids that only the base's page has
 */
record ShownChanges(
        JobId base, List<TicketLink> kept, List<TicketLink> changed, List<TicketLink> added, List<String> retired) {

    static ShownChanges of(Changes changes, TicketLinks links) {
        return new ShownChanges(
                changes.baseJobId(),
                links.to(changes.kept()),
                links.to(changes.changed()),
                links.to(changes.added()),
                changes.retired().stream().map(ExternalId::toString).toList());
    }

    /** In a word, for each ticket; of no ticket without a base. */
    static Map<ExternalId, String> words(Changes changes) {
        Map<ExternalId, String> words = new HashMap<>();
        if (changes != null) {
            changes.kept().forEach(id -> words.put(id, "kept"));
            changes.changed().forEach(id -> words.put(id, "changed"));
            changes.added().forEach(id -> words.put(id, "added"));
        }
        return words;
    }
}
