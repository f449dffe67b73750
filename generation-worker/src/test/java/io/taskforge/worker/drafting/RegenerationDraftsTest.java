package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.Changes;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.incremental.BaseDraft;
import io.taskforge.worker.rules.RulesEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A drafting on a base ends before it is done: what it has written by then gives no ticket the id of another. */
class RegenerationDraftsTest {

    private static final GenerationOptions LINKED = new GenerationOptions(
            null, null, null, DependencyMode.INFERRED, null, null, null, null, null, null, null, null);

    private static final String STORE = """
            # Store

            ## Stock

            - FR-1: The clerk must be able to record a delivery.
            - FR-2: The clerk must be able to count the stock of a shelf.
            - FR-3: The system must depend on FR-2 to show the missing articles.

            ## Orders

            - FR-4: The buyer must be able to order missing articles.
            - FR-5: The buyer must be able to cancel an order.
            """;

    /** Two are written anew, one is new, and one is gone. */
    private static final String CHANGED =
            STORE.replace("count the stock of a shelf", "count the stock of a shelf twice")
                            .replace("order missing articles", "order missing articles by mail")
                            .replace("- FR-5: The buyer must be able to cancel an order.\n", "")
                    + "- FR-6: The auditor must be able to print a yearly report.\n";

    private static final class Told implements DraftingObserver {

        private final List<Ticket> drafts = new ArrayList<>();
        private final List<Supplier<TicketsResult>> results = new ArrayList<>();

        @Override
        public void progressed(JobProgress progress) {}

        @Override
        public void drafted(Ticket provisional, Supplier<TicketsResult> soFar) {
            drafts.add(provisional);
            results.add(soFar);
        }
    }

    private final Generations before = Generations.first(STORE, LINKED);
    private final Told told = new Told();
    private final TicketsResult whole = listen(CHANGED);
    private final List<TicketsResult> soFar =
            told.results.stream().map(Supplier::get).toList();

    private TicketsResult listen(String text) {
        TicketSpec spec = new TicketSpec("A title", before.text(), LINKED);
        return new DraftingPipeline(InstantSource.fixed(Instant.EPOCH))
                .draft(
                        new JobId(UUID.randomUUID()),
                        new TicketSpec("A title", text, LINKED),
                        Optional.of(new BaseDraft(before.job(), before.result(), LINKED, Optional.of(spec))),
                        new RulesEngine("asked for"),
                        0,
                        told);
    }

    private ExternalId id(String part) {
        return before.titled(part).externalId();
    }

    private static Set<ExternalId> ids(TicketsResult result) {
        Set<ExternalId> ids = new HashSet<>();
        result.tickets().forEach(ticket -> ids.add(ticket.externalId()));
        return ids;
    }

    @Test
    void what_stands_is_there_from_the_first_draft_under_its_id() {
        for (TicketsResult result : soFar) {
            for (String kept : List.of("delivery", "missing articles")) {
                Ticket then = before.titled(kept);
                Ticket now = result.tickets().stream()
                        .filter(ticket -> ticket.externalId().equals(then.externalId()))
                        .findFirst()
                        .orElseThrow();
                assertEquals(then.title(), now.title());
                assertEquals(then.description(), now.description());
                assertEquals(then.acceptanceCriteria(), now.acceptanceCriteria());
            }
        }
        assertEquals(3, soFar.size());
    }

    @Test
    void what_is_still_to_be_written_anew_is_not_retired() {
        Changes first = soFar.getFirst().changes();

        assertEquals(List.of(id("Cancel")), first.retired());
        assertTrue(first.changed().contains(id("Count")), first::toString);
        assertTrue(
                Stream.of(first.kept(), first.changed(), first.added())
                        .noneMatch(ids -> ids.contains(id("Order missing"))),
                first::toString);
        assertTrue(
                soFar.getFirst().quality().stream()
                        .noneMatch(finding -> finding.code().equals("dangling_dependency")),
                () -> soFar.getFirst().quality().toString());
    }

    @Test
    void a_ticket_that_is_written_anew_is_told_under_its_id_and_a_new_one_under_none_of_the_base() {
        List<ExternalId> drafted = told.drafts.stream().map(Ticket::externalId).toList();

        assertEquals(id("Count"), drafted.get(0));
        assertEquals(id("Order missing"), drafted.get(1));
        assertTrue(before.ids().stream().allMatch(id -> id.compareTo(drafted.get(2)) < 0), drafted::toString);
    }

    @Test
    void each_is_a_valid_result_that_says_how_far_it_is() {
        for (int i = 0; i < soFar.size(); i++) {
            TicketsResult result = soFar.get(i);
            assertEquals(List.of(), Drafts.faults(result, LINKED));
            assertTrue(result.generation().partial());
            int there = i + 3;
            assertTrue(
                    result.quality().stream()
                            .anyMatch(finding -> finding.message().contains(there + " of 5 planned tickets")),
                    () -> result.quality().toString());
        }
    }

    @Test
    void the_last_has_all_that_the_result_has() {
        assertEquals(whole.tickets(), soFar.getLast().tickets());
        assertEquals(whole.changes(), soFar.getLast().changes());
        assertEquals(ids(whole).size(), whole.tickets().size());
    }
}
