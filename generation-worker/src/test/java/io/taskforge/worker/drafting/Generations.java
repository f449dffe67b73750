package io.taskforge.worker.drafting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.Requirement;
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

    /** Two epics, five tickets, and numbers of its own. */
    static final String LEDGER = """
            # Ledger

            ## Entries

            - FR-1: The clerk must be able to record an entry.
            - FR-2: The clerk must be able to reverse an entry.
            - FR-3: The system must show the balance of each account.

            ## Exports

            - FR-4: The auditor must be able to export the entries of one month as CSV.
            - FR-5: The auditor must be able to print the yearly statement.
              - at most 40 pages
            """;

    /** For a job that must draft nothing. */
    static final DraftingEngine UNREACHABLE = (spec, options) -> {
        throw new AssertionError("an engine was opened");
    };

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
        return drafted(
                changed,
                wanted,
                Optional.of(new BaseDraft(job, result, options, Optional.of(new TicketSpec("A title", text, options)))),
                engine);
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

    /** The same, had the ticket never been drafted. */
    Generations without(ExternalId gone) {
        List<Ticket> tickets = result.tickets().stream()
                .filter(ticket -> !ticket.externalId().equals(gone))
                .toList();
        List<Requirement> requirements = result.requirements().stream()
                .map(one -> new Requirement(
                        one.requirementId(),
                        one.text(),
                        one.kind(),
                        one.startLine(),
                        one.endLine(),
                        one.fingerprint(),
                        one.coveredBy().stream().filter(id -> !id.equals(gone)).toList()))
                .toList();
        return with(tickets, requirements);
    }

    private Generations with(List<Ticket> tickets, List<Requirement> requirements) {
        TicketsResult other = new TicketsResult(
                result.jobId(),
                result.source(),
                tickets,
                result.risks(),
                result.openQuestions(),
                result.generation(),
                requirements,
                result.coverage(),
                result.quality());
        return new Generations(job, text, options, other);
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

    List<ExternalId> sortedIds() {
        return ids().stream().sorted().toList();
    }

    Finding finding(String code) {
        return result.quality().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in " + findings()));
    }

    /** The same, had whoever wrote the ticket said something more. */
    Generations saying(ExternalId id, String more) {
        List<Ticket> tickets = result.tickets().stream()
                .map(one -> one.externalId().equals(id) ? saying(one, more) : one)
                .toList();
        return with(tickets, result.requirements());
    }

    private static Ticket saying(Ticket one, String more) {
        return new Ticket(
                one.externalId(),
                one.ticketType(),
                one.title(),
                one.description() + " " + more,
                one.acceptanceCriteria(),
                one.labels(),
                one.dependencies(),
                one.storyPoints(),
                one.priority(),
                one.parentExternalId(),
                one.metadata(),
                one.sourceRefs());
    }

    List<String> questions() {
        return result.openQuestions().stream().map(Note::text).toList();
    }

    /** The codes of what was found, in order. */
    List<String> findings() {
        List<String> codes = new ArrayList<>();
        result.quality().forEach(finding -> codes.add(finding.code()));
        return codes;
    }
}
