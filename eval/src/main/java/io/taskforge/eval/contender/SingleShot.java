package io.taskforge.eval.contender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.eval.gold.Spec;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.chat.ChatCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The baseline that everybody writes first: one call, the whole specification, all tickets as JSON, taken as they come. Nothing is
 * mended; an answer that is no JSON, or a specification that does not fit the window, is a result without tickets.
 */
final class SingleShot implements Contender {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_TOKENS = 4_000;
    private static final double TEMPERATURE = 0.7;
    private static final int SEED = 7;

    private static final String SYSTEM =
            "You turn a specification into tickets for a development team. Answer with JSON only. Ids are SPEC-1, SPEC-2, and so on.";

    private static final String SCHEMA = """
            {"type":"object","properties":{"tickets":{"type":"array","minItems":%s,"maxItems":%s,"items":{"type":"object","properties":{\
            "acceptance_criteria":{"type":"array","minItems":1,"maxItems":5,"items":{"type":"string","maxLength":180}},\
            "dependencies":{"type":"array","maxItems":4,"items":{"type":"string","maxLength":12}},\
            "description":{"type":"string","maxLength":500},\
            "id":{"type":"string","maxLength":12},\
            "lines":{"type":"array","minItems":1,"maxItems":6,"items":{"type":"integer","minimum":1,"maximum":%s}},\
            "title":{"type":"string","maxLength":100}},\
            "required":["acceptance_criteria","dependencies","description","id","lines","title"],"additionalProperties":false}}},\
            "required":["tickets"],"additionalProperties":false}""";

    private final ModelSeam.Question model;

    SingleShot(ModelSeam.Question model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "single-shot";
    }

    @Override
    public Attempt draft(Spec spec, Integer tickets) {
        GenerationOptions options = Pipeline.options(tickets);
        long start = System.nanoTime();
        Answer answer = model.ask(call(spec, tickets, options.ticketLimit()));
        long micros = (System.nanoTime() - start) / 1_000;
        List<Ticket> drafted =
                switch (answer) {
                    case Answer.Written written -> tickets(written.content());
                    case Answer.Spoiled spoiled -> List.<Ticket>of();
                    case Answer.TooLong tooLong -> List.<Ticket>of();
                };
        Long in = answer instanceof Answer.Written w ? w.promptTokens().orElse(null) : null;
        Long out = answer instanceof Answer.Written w ? w.completionTokens().orElse(null) : null;
        return new Attempt(
                Plain.result(spec, drafted, name(), 1, in, out),
                options.ticketLimit(),
                tickets,
                Plain.raw(drafted),
                false,
                micros);
    }

    private static ChatCall call(Spec spec, Integer tickets, int limit) {
        StringBuilder user = new StringBuilder(
                tickets == null
                        ? "Write the tickets that this specification asks for, at most " + limit + "."
                        : "Write exactly " + tickets + " tickets for this specification.");
        user.append(" \"lines\" are the numbers of the lines that a ticket is about.\n\n");
        List<String> lines = spec.lines();
        for (int i = 0; i < lines.size(); i++) {
            user.append('[').append(i + 1).append("] ").append(lines.get(i)).append('\n');
        }
        String schema =
                SCHEMA.formatted(tickets == null ? 1 : tickets, tickets == null ? limit : tickets, lines.size());
        return new ChatCall(SYSTEM, user.toString(), schema, ANSWER_TOKENS, TEMPERATURE, SEED);
    }

    static List<Ticket> tickets(String content) {
        try {
            List<Ticket> tickets = new ArrayList<>();
            for (JsonNode node : JSON.readTree(content).path("tickets")) {
                tickets.add(ticket(node));
            }
            return tickets;
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static Ticket ticket(JsonNode node) {
        List<SourceRef> refs = new ArrayList<>();
        node.path("lines").forEach(line -> refs.add(new SourceRef(null, line.asInt(), line.asInt(), null)));
        return new Ticket(
                id(node.path("id").asText()),
                TicketType.STORY,
                node.path("title").asText(),
                node.path("description").asText(),
                texts(node.path("acceptance_criteria")),
                List.of(),
                texts(node.path("dependencies")).stream()
                        .map(SingleShot::id)
                        .map(id -> id == null ? new ExternalId(999_999) : id)
                        .toList(),
                null,
                Priority.MEDIUM,
                null,
                new TicketMetadata(null, null, null, null, null),
                refs);
    }

    private static ExternalId id(String text) {
        try {
            return ExternalId.parse(text.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
