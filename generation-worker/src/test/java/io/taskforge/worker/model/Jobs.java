package io.taskforge.worker.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.fakeollama.RecordedRequest;
import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketRules;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.drafting.DraftingObserver;
import io.taskforge.worker.drafting.DraftingPipeline;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.rules.RulesEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Whole jobs of the model's engine against the fake, with the rules of the product standing in. */
final class Jobs {

    /** Three tickets' worth, in one part. */
    static final String LIBRARY = """
            # Library

            ## Lending

            - A librarian must register a loan of a book with its reader.
            - The counter must print a receipt for each registered loan.
            - A reader can extend a loan 2 times.
            """;

    private static final JobId JOB =
            JobId.parse("019e4fae-f96a-78b2-be03-8633c38ea640").orElseThrow();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(TicketsResult.class.getResourceAsStream("/schema/tickets.result.v1.json"));

    private Jobs() {}

    static TicketsResult draft(Settings settings, String text, GenerationOptions options) {
        return draft(settings, text, options, progress -> {});
    }

    static TicketsResult draft(Settings settings, String text, GenerationOptions options, DraftingObserver observer) {
        DraftingEngine engine = new ModelEngine(
                settings, new RulesEngine("the model left units unusable"), Hopeless.FAILS, pause -> {});
        return draft(engine, text, options, observer);
    }

    static TicketsResult draft(DraftingEngine engine, String text, GenerationOptions options) {
        return draft(engine, text, options, progress -> {});
    }

    private static TicketsResult draft(
            DraftingEngine engine, String text, GenerationOptions options, DraftingObserver observer) {
        return new DraftingPipeline(InstantSource.fixed(Instant.EPOCH))
                .draft(JOB, new TicketSpec("Library", text, options), engine, 0, observer);
    }

    /** Rules broken and schema violations; empty for a sound result. */
    static List<String> faults(TicketsResult result, GenerationOptions options) {
        List<String> faults = new ArrayList<>();
        TicketRules.broken(result, options.ticketLimit()).forEach(violation -> faults.add(violation.toString()));
        SCHEMA.validate(JSON.<JsonNode>valueToTree(result)).forEach(message -> faults.add(message.getMessage()));
        return faults;
    }

    /** Options of a job with this many tickets, and all else as it comes. */
    static GenerationOptions counting(int tickets, DependencyMode mode) {
        return new GenerationOptions(tickets, null, false, mode, null, null, null, null, null, null, null, null);
    }

    static GenerationOptions budgeted(int tickets, int outputTokens) {
        var budget = new GenerationOptions.Budget(null, outputTokens, null);
        return new GenerationOptions(tickets, null, false, null, null, null, null, null, null, null, null, budget);
    }

    static List<Ticket> work(TicketsResult result) {
        return result.tickets().stream()
                .filter(ticket -> ticket.ticketType() != TicketType.EPIC)
                .toList();
    }

    static List<String> codes(TicketsResult result) {
        return result.quality().stream().map(finding -> finding.code()).toList();
    }

    static List<JsonNode> requests(FakeOllama fake) {
        return fake.chats().stream().map(RecordedRequest::body).map(Jobs::json).toList();
    }

    static String system(JsonNode request) {
        return request.path("messages").path(0).path("content").asText();
    }

    static String user(JsonNode request) {
        return request.path("messages").path(1).path("content").asText();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
