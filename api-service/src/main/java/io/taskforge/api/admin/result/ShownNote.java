package io.taskforge.api.admin.result;

import io.taskforge.api.export.ShownText;
import io.taskforge.model.ticket.Note;
import java.util.List;
import java.util.Locale;

/**
 * A risk or an open question.
 *
 * @param severity empty for a question
 */
record ShownNote(String text, String severity, List<TicketLink> tickets) {

    static List<ShownNote> of(List<Note> notes, TicketLinks links) {
        return notes.stream()
                .map(note -> new ShownNote(
                        ShownText.line(note.text()),
                        note.severity() == null ? "" : note.severity().name().toLowerCase(Locale.ROOT),
                        links.to(note.relatedExternalIds())))
                .toList();
    }
}
