package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.Coverage;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Finding.Severity;
import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.SpecDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * What a specification gets that asks for nothing: one spike that says what is missing. Never an empty result, and never scope that
 * nobody asked for.
 */
final class MissingRequirements {

    private static final int TITLE_ROOM = 60;

    private final JobId job;
    private final TicketSpec request;
    private final SpecDocument spec;

    MissingRequirements(JobId job, TicketSpec request, SpecDocument spec) {
        this.job = job;
        this.request = request;
        this.spec = spec;
    }

    TicketsResult result(long durationMs, long queueMs) {
        ExternalId id = new ExternalId(1);
        String about = Script.first(spec.title(), TITLE_ROOM).strip();
        List<Integer> scale = request.options().storyPointScale();
        Ticket spike = new Ticket(
                id,
                TicketType.SPIKE,
                "Work out the requirements of “" + about + "”",
                "The specification describes “" + about + "” and states nothing that could be built or checked. "
                        + "Find out what is asked for, write it down as requirements, and draft again.",
                List.of(
                        "Every requirement says who needs what, and how to tell that it is met.",
                        "What is out of scope is written down.",
                        "Whoever asks for the product has read the requirements and agrees."),
                List.of(),
                List.of(),
                scale.isEmpty()
                        ? Integer.valueOf(2)
                        : scale.stream().min(Integer::compare).orElseThrow(),
                Priority.HIGH,
                null,
                new TicketMetadata(null, null, null, null, null),
                List.of());
        List<Note> questions = new ArrayList<>(new OpenQuestions(spec, List.of())
                .all().stream()
                        .map(note -> new Note(note.text(), null, List.of(id)))
                        .toList());
        questions.add(new Note("What should the product do, and for whom?", null, List.of(id)));
        questions.add(new Note("How will anybody be able to tell that it is done?", null, List.of(id)));
        Finding finding = new Finding(
                "no_requirements_found",
                Severity.WARNING,
                id,
                "Nothing in the specification asks for work, so no scope was invented.",
                false);
        DraftingRecord record =
                DraftingRecord.ofRules("the specification asks for nothing, so there was nothing to draft");
        return new TicketsResult(
                job,
                Sources.of(request, spec),
                List.of(spike),
                Summary.risks(spec, List.of()).stream()
                        .map(note -> new Note(note.text(), note.severity(), List.of()))
                        .toList(),
                questions.stream().limit(Summary.NOTES_AT_MOST).toList(),
                Sources.generation(record, durationMs, queueMs),
                Requirements.of(spec, List.of()),
                new Coverage(0, 0, null, List.of(), List.of(id)),
                List.of(finding));
    }
}
