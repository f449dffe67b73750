package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobProgress.Phase;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.rules.RulesEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftingPipelineTest {

    private static final String SPEC = """
            # Loans

            ## Lending

            - FR-1: The system must register a loan of a book.
            - FR-2: The system must print a receipt. Depends on FR-1.
            - FR-3: Readers can extend a loan twice.

            ## Fines

            - FR-4: The system must calculate a fine of 50 cents per day. Requires FR-1.
            - FR-5: A librarian can waive a fine.
            """;

    @AfterEach
    void forgetInterruption() {
        Thread.interrupted();
    }

    @Test
    void progress_only_grows_and_ends_near_its_end() {
        List<JobProgress> heard = new ArrayList<>();
        new DraftingPipeline(InstantSource.system())
                .draft(Drafts.JOB, spec(SPEC), new RulesEngine("asked for"), 0, heard::add);
        for (int i = 1; i < heard.size(); i++) {
            assertTrue(heard.get(i).percent() >= heard.get(i - 1).percent());
            assertTrue(heard.get(i).message().length() <= 300);
        }
        assertEquals(Phase.PREPARING, heard.getFirst().phase());
        assertEquals(Phase.FINALIZING, heard.getLast().phase());
        assertEquals(5, heard.getLast().ticketsDrafted());
        assertEquals("extracting_requirements", Phase.EXTRACTING_REQUIREMENTS.word());
    }

    @Test
    void an_interrupted_thread_stops_between_units() {
        List<JobProgress> heard = new ArrayList<>();
        assertThrows(DraftingInterrupted.class, () -> new DraftingPipeline(InstantSource.system())
                .draft(Drafts.JOB, spec(SPEC), new RulesEngine("asked for"), 0, progress -> {
                    heard.add(progress);
                    if (progress.ticketsDrafted() == 2) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertEquals(2, heard.getLast().ticketsDrafted());
    }

    @Test
    void the_duration_comes_from_the_clock_that_is_given() {
        Iterator<Instant> times = List.of(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(1_750))
                .iterator();
        TicketsResult result = new DraftingPipeline(times::next)
                .draft(Drafts.JOB, spec(SPEC), new RulesEngine("asked for"), 42, progress -> {});
        assertEquals(750, result.generation().durationMs());
        assertEquals(42, result.generation().queueMs());
        assertNull(result.generation().promptTokens());
        assertEquals("asked for", result.generation().engineReason());
    }

    @Test
    void what_is_needed_comes_first_and_is_cited_by_its_id() {
        TicketsResult result = Drafts.of(SPEC);
        Ticket register = citing(result, "REQ-1");
        assertEquals(List.of(register.externalId()), citing(result, "REQ-2").dependencies());
        assertEquals(List.of(register.externalId()), citing(result, "REQ-4").dependencies());
        for (Ticket ticket : result.tickets()) {
            ticket.dependencies().forEach(need -> assertTrue(need.compareTo(ticket.externalId()) < 0));
            if (ticket.parentExternalId() != null) {
                assertTrue(ticket.parentExternalId().compareTo(ticket.externalId()) < 0);
            }
        }
        assertEquals(new ExternalId(1), result.tickets().getFirst().externalId());
    }

    @Test
    void inferred_dependencies_are_marked_and_only_there_when_asked_for() {
        GenerationOptions inferred = new GenerationOptions(
                null, null, null, DependencyMode.INFERRED, null, null, null, null, null, null, null, null);
        Drafts.of(SPEC).tickets().forEach(ticket -> assertNull(ticket.metadata().inferredDependencies()));
        for (Ticket ticket : Drafts.of("Loans", SPEC, inferred).tickets()) {
            if (ticket.metadata().inferredDependencies() != null) {
                assertTrue(ticket.dependencies().containsAll(ticket.metadata().inferredDependencies()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Full or condensed product/technical spec text",
                "# Notes\n\n## Background\n\nWe met on Tuesday.",
                "¯\\_(ツ)_/¯",
                "## Open questions\n\n- Who pays?"
            })
    void a_specification_that_asks_for_nothing_gets_one_spike(String text) {
        TicketsResult result = Drafts.of(text);
        assertEquals(List.of(), Drafts.faults(result, GenerationOptions.DEFAULTS));
        assertEquals(1, result.tickets().size());
        assertEquals(TicketType.SPIKE, result.tickets().getFirst().ticketType());
        assertEquals(
                List.of("no_requirements_found"),
                result.quality().stream().map(Finding::code).toList());
        assertFalse(result.openQuestions().isEmpty());
        assertNull(result.coverage().ratio());
    }

    @Test
    void two_words_are_enough_for_a_ticket() {
        TicketsResult result = Drafts.of("Plan", "Build it", GenerationOptions.DEFAULTS);
        assertEquals(TicketType.STORY, result.tickets().getFirst().ticketType());
    }

    @Test
    void more_tickets_than_statements_are_not_invented() {
        TicketsResult result = Drafts.of("Loans", SPEC, Drafts.counting(50, 50));
        assertEquals(
                5,
                result.tickets().stream()
                        .filter(ticket -> ticket.ticketType() != TicketType.EPIC)
                        .count());
        assertTrue(result.quality().stream().anyMatch(finding -> finding.code().equals("ticket_count_not_met")));
    }

    @Test
    void the_seed_s_own_options_give_three_tickets_and_an_epic() {
        TicketsResult result = Drafts.of("Loans", SPEC, Drafts.counting(3, 6));
        assertEquals(
                3,
                result.tickets().stream()
                        .filter(ticket -> ticket.ticketType() != TicketType.EPIC)
                        .count());
        assertTrue(result.tickets().size() <= 6);
        assertEquals(1.0, result.coverage().ratio());
    }

    @Test
    void the_limit_holds_epics_too() {
        assertEquals(
                3, Drafts.of("Loans", SPEC, Drafts.counting(3, 3)).tickets().size());
    }

    private static TicketSpec spec(String text) {
        return new TicketSpec("Loans", text, GenerationOptions.DEFAULTS);
    }

    private static Ticket citing(TicketsResult result, String requirement) {
        return result.tickets().stream()
                .filter(ticket -> ticket.sourceRefs().stream().anyMatch(ref -> requirement.equals(ref.requirementId())))
                .findFirst()
                .orElseThrow();
    }
}
