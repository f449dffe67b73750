package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.spec.Traceability;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specifications that the product shows itself with. */
class ExamplesTest {

    static Stream<Path> examples() {
        return Drafts.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_gives_a_sound_result(Path example) {
        TicketsResult result = Drafts.of("Example", Drafts.text(example), GenerationOptions.DEFAULTS);
        assertEquals(List.of(), Drafts.faults(result, GenerationOptions.DEFAULTS));
        assertEquals(1.0, result.coverage().ratio());
        assertTrue(result.tickets().stream().anyMatch(ticket -> ticket.ticketType() == TicketType.EPIC));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_gives_the_same_bytes_again(Path example) {
        String text = Drafts.text(example);
        assertEquals(
                Drafts.json(Drafts.of("Example", text, GenerationOptions.DEFAULTS)),
                Drafts.json(Drafts.of("Example", text, GenerationOptions.DEFAULTS)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void titles_are_short_and_whole(Path example) {
        for (Ticket ticket : Drafts.of("Example", Drafts.text(example), GenerationOptions.DEFAULTS)
                .tickets()) {
            String title = ticket.title();
            assertTrue(title.codePointCount(0, title.length()) <= 90, title);
            assertFalse(title.matches(".*[\\s,;:(-]"), title);
            assertEquals(
                    title.chars().filter(c -> c == '(').count(),
                    title.chars().filter(c -> c == ')').count(),
                    title);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_combination_of_options_is_kept(Path example) {
        String text = Drafts.text(example);
        for (Integer tickets : new Integer[] {null, 1, 3, 10, 50}) {
            for (boolean epics : new boolean[] {true, false}) {
                for (OutputDetail detail : OutputDetail.values()) {
                    DependencyMode mode = DependencyMode.values()[detail.ordinal()];
                    Traceability traceability = Traceability.values()[detail.ordinal()];
                    GenerationOptions options = new GenerationOptions(
                            tickets,
                            null,
                            epics,
                            mode,
                            detail,
                            traceability,
                            null,
                            null,
                            null,
                            List.of("API", "billing"),
                            List.of(2, 4, 8),
                            null);
                    TicketsResult result = Drafts.of("Example", text, options);
                    assertEquals(List.of(), Drafts.faults(result, options));
                    result.tickets().forEach(ticket -> keeps(ticket, options));
                }
            }
        }
    }

    private static void keeps(Ticket ticket, GenerationOptions options) {
        assertTrue(ticket.description().codePointCount(0, ticket.description().length())
                <= options.outputDetail().descriptionLimit());
        assertTrue(ticket.acceptanceCriteria().size() <= options.outputDetail().criteriaLimit());
        assertTrue(options.allowedLabels().containsAll(ticket.labels()));
        assertTrue(ticket.storyPoints() == null || options.storyPointScale().contains(ticket.storyPoints()));
        if (!options.includeEpics()) {
            assertTrue(ticket.ticketType() != TicketType.EPIC && ticket.parentExternalId() == null);
        }
        if (options.dependencyMode() == DependencyMode.NONE) {
            assertTrue(ticket.dependencies().isEmpty());
        }
        boolean quoted = ticket.sourceRefs().stream().anyMatch(ref -> ref.quote() != null);
        switch (options.traceability()) {
            case NONE -> assertTrue(ticket.sourceRefs().isEmpty());
            case REFS -> assertFalse(quoted);
            case QUOTES -> assertTrue(quoted || ticket.ticketType() == TicketType.EPIC);
        }
    }

    @Test
    void the_billing_workspace_reads_as_it_should() {
        Path billing = Path.of("..", "examples", "billing-workspace.md");
        TicketsResult result = Drafts.of(
                "Customer Billing Reconciliation Workspace", Drafts.text(billing), GenerationOptions.DEFAULTS);
        List<String> epics = result.tickets().stream()
                .filter(ticket -> ticket.ticketType() == TicketType.EPIC)
                .map(Ticket::title)
                .toList();
        assertEquals(List.of("Billing timeline", "Reconciliation runs", "Corrections", "Audit trail"), epics);
        Ticket timeline = titled(result, "Show invoices, payments, refunds and credits");
        assertTrue(
                timeline.acceptanceCriteria().contains("Every invoice shows its number, status, amount and due date."));
        Ticket export = titled(result, "Export the reconciliation run as a CSV report");
        Ticket create = titled(result, "Create a reconciliation run for one provider and one calendar month");
        assertEquals(List.of(create.externalId()), export.dependencies());
        assertEquals(3, result.openQuestions().size());
        assertEquals(2, result.risks().size());
        assertTrue(result.tickets().stream().noneMatch(ticket -> ticket.title().contains("Sabine")));
    }

    private static Ticket titled(TicketsResult result, String title) {
        return result.tickets().stream()
                .filter(ticket -> ticket.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ticket is called: " + title));
    }
}
