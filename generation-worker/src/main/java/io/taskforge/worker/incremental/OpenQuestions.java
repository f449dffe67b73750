package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was left open when a ticket was written stays open while the ticket stands. A question of the base's text is not that: the new
 * text asks it again, or it has been answered.
 *
 * @param stated the questions of the base's text; when that is no longer kept, the two cannot be told apart, and none is taken over
 */
record OpenQuestions(BaseDraft base, Optional<Set<String>> stated) {

    Optional<String> of(Ticket ticket) {
        return stated.flatMap(asked -> base.result().openQuestions().stream()
                .filter(note -> note.relatedExternalIds().equals(List.of(ticket.externalId())))
                .map(Note::text)
                .filter(text -> !asked.contains(text))
                .findFirst());
    }
}
