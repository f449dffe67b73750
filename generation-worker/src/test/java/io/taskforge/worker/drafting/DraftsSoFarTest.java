package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.rules.RulesEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whenever a drafting ends, what it has written by then is a valid result. */
class DraftsSoFarTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TicketSchemas SCHEMAS = new TicketSchemas();

    private static final String ORDERS = """
            # Orders

            ## Import

            - The system must import orders.
            - The system must refuse orders without a customer.

            ## Print

            - The system must print labels after it has imported orders.
            - The system must archive invoices.
            """;

    /** Remembers all that it is told, and makes no result before it is asked. */
    private static final class Listener implements DraftingObserver {

        private final List<Ticket> drafts = new ArrayList<>();
        private final List<Supplier<TicketsResult>> results = new ArrayList<>();
        private final List<JobProgress> progress = new ArrayList<>();

        @Override
        public void progressed(JobProgress now) {
            progress.add(now);
        }

        @Override
        public void drafted(Ticket provisional, Supplier<TicketsResult> soFar) {
            drafts.add(provisional);
            results.add(soFar);
        }
    }

    private static Listener listen(String text, GenerationOptions options, DraftingEngine engine) {
        Listener listener = new Listener();
        listen(text, options, engine, listener);
        return listener;
    }

    private static TicketsResult listen(
            String text, GenerationOptions options, DraftingEngine engine, DraftingObserver listener) {
        return new DraftingPipeline(InstantSource.fixed(Instant.EPOCH))
                .draft(Drafts.JOB, new TicketSpec("A title", text, options), engine, 7, listener);
    }

    private static List<Path> examples() {
        return Drafts.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void at_any_time_what_is_written_is_a_valid_result_of_nothing_else(Path example) {
        List<GenerationOptions> all =
                List.of(GenerationOptions.DEFAULTS, Drafts.counting(7, 9), options(false, DependencyMode.INFERRED));
        for (GenerationOptions options : all) {
            Listener told = listen(Drafts.text(example), options, new RulesEngine("asked for"));

            for (int i = 0; i < told.results.size(); i += 1 + told.results.size() / 7) {
                TicketsResult soFar = told.results.get(i).get();
                assertEquals(List.of(), Drafts.faults(soFar, options), example + " after " + (i + 1));
                assertTrue(soFar.generation().partial());
                assertEquals(7, soFar.generation().queueMs());
                assertTrue(children(soFar) <= i + 1);
                assertEquals(covered(soFar), soFar.coverage().coveredCount());
            }
        }
    }

    private static GenerationOptions options(boolean epics, DependencyMode dependencies) {
        return new GenerationOptions(null, null, epics, dependencies, null, null, null, null, null, null, null, null);
    }

    private static long children(TicketsResult result) {
        return result.tickets().stream()
                .filter(ticket -> ticket.ticketType() != TicketType.EPIC)
                .count();
    }

    private static long covered(TicketsResult result) {
        return result.requirements().stream()
                .filter(requirement -> !requirement.coveredBy().isEmpty())
                .count();
    }

    @Test
    void every_ticket_is_told_once_it_is_written_under_an_id_of_its_own() {
        Listener told = listen(ORDERS, GenerationOptions.DEFAULTS, new RulesEngine("asked for"));

        assertEquals(
                IntStream.rangeClosed(1, 4).boxed().toList(),
                told.drafts.stream().map(draft -> draft.externalId().number()).toList());
        told.drafts.forEach(DraftsSoFarTest::assertProvisional);
    }

    private static void assertProvisional(Ticket draft) {
        ObjectNode event = JSON.createObjectNode()
                .put("sequence", 1)
                .put("type", "ticket.draft")
                .put("occurred_at", "2026-05-22T12:41:56.122228+00:00");
        event.set("draft", JSON.valueToTree(draft));
        assertEquals(Set.of(), SCHEMAS.violations(TicketSchemas.Name.EVENT, event));
        assertEquals(List.of(), draft.dependencies());
        assertEquals(null, draft.parentExternalId());
    }

    @Test
    void drafts_are_told_before_the_progress_that_counts_them() {
        List<Integer> writtenWhenTold = new ArrayList<>();
        List<Integer> counted = new ArrayList<>();
        Listener listener = new Listener();
        listen(ORDERS, GenerationOptions.DEFAULTS, new RulesEngine("asked for"), new DraftingObserver() {
            @Override
            public void progressed(JobProgress progress) {
                writtenWhenTold.add(listener.drafts.size());
                counted.add(progress.ticketsDrafted());
            }

            @Override
            public void drafted(Ticket provisional, Supplier<TicketsResult> soFar) {
                listener.drafted(provisional, soFar);
            }
        });

        assertEquals(writtenWhenTold, counted);
        assertTrue(counted.contains(3));
    }

    @Test
    void an_unfinished_result_says_so_and_asks_nobody_about_what_was_not_reached() {
        TicketsResult first = listen(ORDERS, GenerationOptions.DEFAULTS, new RulesEngine("asked for"))
                .results
                .getFirst()
                .get();

        assertTrue(first.quality().stream()
                .anyMatch(finding -> finding.code().equals("drafting_unfinished")
                        && finding.message().contains("1 of 4 planned tickets")));
        assertTrue(first.quality().stream().noneMatch(finding -> finding.code().equals("uncovered_requirement")));
        assertEquals(3, first.coverage().uncovered().size());
        assertEquals(List.of(), first.openQuestions());
    }

    @Test
    void the_last_drafts_are_all_that_the_result_has() {
        Listener listener = new Listener();
        TicketsResult whole = listen(ORDERS, GenerationOptions.DEFAULTS, new RulesEngine("asked for"), listener);
        TicketsResult last = listener.results.getLast().get();

        assertEquals(whole.tickets(), last.tickets());
        assertEquals(whole.coverage(), last.coverage());
        assertFalse(whole.generation().partial());
        assertTrue(
                whole.tickets().stream()
                        .anyMatch(ticket -> !ticket.dependencies().isEmpty()),
                "else this shows little");
    }

    @Test
    void asking_for_what_is_there_changes_nothing_of_the_result() {
        TicketsResult unasked =
                listen(ORDERS, GenerationOptions.DEFAULTS, new RulesEngine("asked for"), progress -> {});
        TicketsResult asked =
                listen(ORDERS, GenerationOptions.DEFAULTS, new RulesEngine("asked for"), new DraftingObserver() {
                    @Override
                    public void progressed(JobProgress progress) {}

                    @Override
                    public void drafted(Ticket provisional, Supplier<TicketsResult> soFar) {
                        assertTrue(soFar.get().generation().partial());
                    }
                });

        assertEquals(unasked, asked);
    }

    /** Writes too much, of the wrong kind, and better the second time. */
    private static final class Second implements Drafter {

        private final Set<Integer> asked = new HashSet<>();

        @Override
        public List<TicketOutline> outline(OutlineRequest request) {
            return IntStream.range(0, request.count())
                    .mapToObj(i -> new TicketOutline(
                            TicketType.TASK,
                            request.statements().get(i).text(),
                            List.of(request.statements().get(i).number())))
                    .toList();
        }

        @Override
        public TicketBody expand(ExpandRequest request) {
            boolean again = !asked.add(request.position());
            return new TicketBody(
                    again
                            ? "What it is about, in words of its own."
                            : request.outline().title(),
                    Stream.generate(() -> again ? "The order shows up in the list." : "It works fast and well.")
                            .limit(again ? 1 : 30)
                            .toList(),
                    List.of("x".repeat(90)),
                    500,
                    null,
                    7.0,
                    Optional.empty(),
                    DraftedBy.MODEL);
        }

        @Override
        public DraftingRecord record() {
            return DraftingRecord.ofRules("a stand-in");
        }

        @Override
        public void close() {}
    }

    @Test
    void a_ticket_that_is_written_anew_is_told_again_under_its_id() {
        Listener told = listen(ORDERS, GenerationOptions.DEFAULTS, (spec, options) -> new Second());

        List<Ticket> again = told.drafts.subList(4, told.drafts.size());
        assertFalse(again.isEmpty(), "nothing was repaired");
        for (Ticket draft : again) {
            assertTrue(draft.externalId().number() <= 4);
            assertEquals("What it is about, in words of its own.", draft.description());
        }
        told.drafts.forEach(DraftsSoFarTest::assertProvisional);
        for (Supplier<TicketsResult> soFar : told.results) {
            assertEquals(List.of(), Drafts.faults(soFar.get(), GenerationOptions.DEFAULTS));
        }
    }
}
