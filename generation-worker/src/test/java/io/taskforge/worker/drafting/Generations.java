package io.taskforge.worker.drafting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.incremental.BaseDraft;
import io.taskforge.worker.rules.RulesEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A text and what was drafted from it, as it comes back from the database, ready to be built on.
 *
 * @param text of this generation
 */
record Generations(JobId job, String text, GenerationOptions options, TicketsResult result) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Generations first(String text, GenerationOptions options) {
        return drafted(text, options, Optional.empty(), new RulesEngine("asked for"));
    }

    static Generations first(String text) {
        return first(text, GenerationOptions.DEFAULTS);
    }

    Generations next(String changed) {
        return next(changed, options);
    }

    Generations next(String changed, GenerationOptions wanted) {
        return next(changed, wanted, new RulesEngine("asked for"));
    }

    Generations next(String changed, GenerationOptions wanted, DraftingEngine engine) {
        return drafted(changed, wanted, Optional.of(new BaseDraft(job, result, options)), engine);
    }

    private static Generations drafted(
            String text, GenerationOptions options, Optional<BaseDraft> base, DraftingEngine engine) {
        JobId job = new JobId(UUID.randomUUID());
        TicketsResult result = new DraftingPipeline(InstantSource.fixed(Instant.EPOCH))
                .draft(job, new TicketSpec("A title", text, options), base, engine, 0, progress -> {});
        return new Generations(job, text, options, read(Drafts.json(result)));
    }

    private static TicketsResult read(String json) {
        try {
            TicketsResult result = JSON.readValue(json, TicketsResult.class);
            if (!Drafts.json(result).equals(json)) {
                throw new AssertionError("a result does not survive being stored");
            }
            return result;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** A ticket's JSON without what follows the lines of the text. */
    String words(ExternalId id) {
        ObjectNode ticket = JSON.valueToTree(ticket(id));
        ticket.remove("source_refs");
        return ticket.toString();
    }

    JsonNode tickets() {
        return JSON.valueToTree(result.tickets());
    }

    Ticket ticket(ExternalId id) {
        return result.tickets().stream()
                .filter(ticket -> ticket.externalId().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + id));
    }

    Ticket titled(String part) {
        return result.tickets().stream()
                .filter(ticket -> ticket.title().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ticket about " + part + " in " + titles()));
    }

    List<String> titles() {
        return result.tickets().stream().map(Ticket::title).toList();
    }

    List<ExternalId> ids() {
        return result.tickets().stream().map(Ticket::externalId).toList();
    }

    /** The codes of what was found, in order. */
    List<String> findings() {
        List<String> codes = new ArrayList<>();
        result.quality().forEach(finding -> codes.add(finding.code()));
        return codes;
    }
}
