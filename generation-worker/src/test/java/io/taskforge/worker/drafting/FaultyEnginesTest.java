package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Generation.FinishReason;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an engine gets wrong is mended or refused, and never returned. */
class FaultyEnginesTest {

    private static final String SPEC = """
            ## Orders

            - The system must import orders.
            - The system must print labels.
            - The system must archive invoices.
            - The system must email receipts.
            """;

    /** A model that goes wrong in ways of its own. */
    private static class Clumsy implements Drafter {
        final List<Integer> expanded = new ArrayList<>();

        @Override
        public List<TicketOutline> outline(OutlineRequest request) {
            List<TicketOutline> outlines = new ArrayList<>();
            for (int i = 0; i < request.count(); i++) {
                int number = request.statements().get(i).number();
                outlines.add(new TicketOutline(
                        TicketType.TASK, request.statements().get(i).text(), List.of(number)));
            }
            return outlines;
        }

        @Override
        public TicketBody expand(ExpandRequest request) {
            expanded.add(request.position());
            return body(
                    "About " + request.outline().title(),
                    List.of("Done when " + request.outline().title()));
        }

        TicketBody body(String about, List<String> checks) {
            return new TicketBody(about, checks, List.of("x"), 500, null, 7.0, Optional.empty(), DraftedBy.MODEL);
        }

        @Override
        public DraftingRecord record() {
            return new DraftingRecord(
                    "tiny",
                    "ollama",
                    10L,
                    5L,
                    FinishReason.STOP,
                    null,
                    "p1",
                    7,
                    3,
                    0,
                    EngineUsed.MIXED,
                    Optional.of("one answer was unusable"));
        }

        @Override
        public void close() {}
    }

    @Test
    void statements_that_were_left_out_and_those_made_up_are_put_right() {
        Clumsy drafter = new Clumsy() {
            @Override
            public List<TicketOutline> outline(OutlineRequest request) {
                return List.of(
                        new TicketOutline(TicketType.TASK, "Import orders", List.of(1, 99)),
                        new TicketOutline(TicketType.TASK, "Print labels", List.of(2)));
            }
        };
        TicketsResult result = draft(drafter, GenerationOptions.DEFAULTS);
        assertEquals(1.0, result.coverage().ratio());
        assertTrue(result.quality().stream()
                .map(Finding::code)
                .toList()
                .containsAll(List.of("bad_source_ref", "uncovered_requirement")));
        assertEquals(List.of(), Drafts.faults(result, GenerationOptions.DEFAULTS));
    }

    @Test
    void bodies_of_nothing_still_become_tickets_that_break_no_rule() {
        Clumsy drafter = new Clumsy() {
            @Override
            public TicketBody expand(ExpandRequest request) {
                return body(" \u0007", List.of("", "  "));
            }
        };
        TicketsResult result = draft(drafter, GenerationOptions.DEFAULTS);
        assertEquals(List.of(), Drafts.faults(result, GenerationOptions.DEFAULTS));
        assertTrue(result.quality().stream()
                .anyMatch(finding -> finding.code().equals("criteria_missing") && finding.repaired()));
    }

    @Test
    void a_third_of_the_tickets_at_most_is_asked_for_again() {
        Clumsy drafter = new Clumsy() {
            @Override
            public TicketBody expand(ExpandRequest request) {
                super.expand(request);
                return body("About " + request.outline().title(), List.of("It works correctly."));
            }
        };
        draft(drafter, GenerationOptions.DEFAULTS);
        assertEquals(4 + 2, drafter.expanded.size());
    }

    @Test
    void the_better_of_two_bodies_is_kept() {
        Clumsy drafter = new Clumsy() {
            @Override
            public TicketBody expand(ExpandRequest request) {
                boolean again = expanded.contains(request.position());
                super.expand(request);
                String check = again ? "Every order of the file is in the list of orders." : "It works correctly.";
                return request.position() == 1
                        ? body("About orders and their files.", List.of(check))
                        : super.expand(request);
            }
        };
        TicketsResult result = draft(drafter, GenerationOptions.DEFAULTS);
        assertTrue(result.tickets().stream().anyMatch(ticket -> ticket.acceptanceCriteria()
                .contains("Every order of the file is in the list of orders.")));
        assertTrue(result.quality().stream()
                .anyMatch(finding -> finding.code().equals("vague_criterion") && finding.repaired()));
    }

    @Test
    void mixed_drafts_say_who_wrote_each() {
        TicketsResult result = draft(new Clumsy(), GenerationOptions.DEFAULTS);
        assertEquals("model", result.tickets().getLast().metadata().engine());
        assertEquals("tiny", result.generation().model());
        assertEquals("one answer was unusable", result.generation().engineReason());
    }

    @Test
    void surplus_and_stray_outlines_are_dropped_and_named() {
        Clumsy drafter = new Clumsy() {
            @Override
            public List<TicketOutline> outline(OutlineRequest request) {
                List<TicketOutline> outlines = new ArrayList<>(super.outline(request));
                outlines.add(new TicketOutline(TicketType.TASK, "Paint the office", List.of(99)));
                outlines.add(new TicketOutline(
                        TicketType.TASK,
                        "Once more",
                        List.of(outlines.getFirst().covers().getFirst())));
                return outlines;
            }
        };
        TicketsResult result = draft(drafter, GenerationOptions.DEFAULTS);
        List<String> codes = result.quality().stream().map(Finding::code).toList();
        assertTrue(codes.containsAll(List.of("orphan_ticket", "tickets_dropped")), codes.toString());
        assertTrue(result.tickets().stream().noneMatch(ticket -> ticket.title().equals("Paint the office")));
        assertEquals(1.0, result.coverage().ratio());
    }

    @Test
    void outlines_that_cover_nothing_asked_for_are_refused() {
        Clumsy drafter = new Clumsy() {
            @Override
            public List<TicketOutline> outline(OutlineRequest request) {
                return List.of(new TicketOutline(TicketType.TASK, "Something else", List.of(77)));
            }
        };
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> draft(drafter, GenerationOptions.DEFAULTS));
        assertEquals(DraftingFailure.Code.MODEL_OUTPUT_INVALID, failure.code());
    }

    private static TicketsResult draft(Drafter drafter, GenerationOptions options) {
        return new DraftingPipeline(InstantSource.fixed(Instant.EPOCH))
                .draft(
                        Drafts.JOB,
                        new TicketSpec("Orders", SPEC, options),
                        (spec, asked) -> drafter,
                        0,
                        progress -> {});
    }
}
