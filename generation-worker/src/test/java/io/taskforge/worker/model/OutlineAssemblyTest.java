package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.salvage.Salvage;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineAssemblyTest {

    private final List<Statement> statements = Specifications.INVOICES.statements();

    @Test
    void surplus_is_cut_and_what_it_covered_goes_to_the_most_similar() {
        OutlineAssembly assembly = assembly(2);
        assembly.addWritten(
                List.of(item("Show the invoices", 1), item("Export the list as CSV", 3), item("Log each export", 4)),
                statements);
        List<TicketOutline> outlines = assembly.complete();
        assertEquals(List.of("Show the invoices", "Export the list as CSV"), titles(outlines));
        assertEquals(List.of(1, 2), outlines.get(0).covers());
        assertEquals(List.of(3, 4), outlines.get(1).covers());
    }

    @Test
    void the_same_title_twice_is_one_outline() {
        OutlineAssembly assembly = assembly(2);
        assembly.addWritten(List.of(item("Show invoices", 1), item("SHOW  invoices!", 2)), statements);
        assertEquals(1, assembly.missing());
        assertEquals(
                List.of(3, 4), assembly.spare().stream().map(Statement::number).toList());
    }

    @Test
    void an_item_that_cites_nothing_is_placed_by_its_words_or_dropped() {
        OutlineAssembly assembly = assembly(2);
        assembly.addWritten(List.of(item("Write exports to the audit log"), item("Add a dark mode")), statements);
        assertEquals(1, assembly.missing());
        assertEquals(List.of(4), new OutlineAssemblyView(assembly).coversOfFirst());
    }

    @Test
    void a_greedy_outline_gives_up_what_the_missing_ones_need() {
        OutlineAssembly assembly = assembly(3);
        assembly.addWritten(List.of(item("Build everything", 1, 2, 3, 4)), statements);
        List<Statement> spare = assembly.spare();
        assertEquals(2, spare.size());
        assembly.add(spare.stream()
                .map(s -> new TicketOutline(TicketType.TASK, "Part " + s.number(), List.of(s.number())))
                .toList());
        List<TicketOutline> outlines = assembly.complete();
        assertEquals(3, outlines.size());
        assertTrue(
                outlines.stream().flatMap(o -> o.covers().stream()).distinct().count() == 4);
    }

    @Test
    void a_statement_that_all_cite_stays_with_the_one_that_is_about_it() {
        OutlineAssembly assembly = assembly(3);
        assembly.addWritten(
                List.of(
                        item("Show the invoices of a customer", 1, 2, 3, 4),
                        item("Export the list as CSV", 1, 2, 3, 4),
                        item("Write every export to the audit log", 1, 2, 3, 4)),
                statements);
        List<TicketOutline> outlines = assembly.complete();
        assertTrue(outlines.get(0).covers().contains(1));
        assertEquals(4, outlines.stream().mapToInt(o -> o.covers().size()).sum(), outlines::toString);
    }

    @Test
    void outlines_stand_in_the_order_of_the_specification() {
        OutlineAssembly assembly = assembly(2);
        assembly.addWritten(List.of(item("Export the list", 3, 4), item("Show invoices", 1, 2)), statements);
        assertEquals(List.of("Show invoices", "Export the list"), titles(assembly.complete()));
    }

    /** Looks at an assembly that is not complete by completing it. */
    private record OutlineAssemblyView(OutlineAssembly assembly) {
        List<Integer> coversOfFirst() {
            assembly.add(List.of(new TicketOutline(TicketType.TASK, "The rest", List.of(1, 2, 3))));
            return assembly.complete().getLast().covers();
        }
    }

    private OutlineAssembly assembly(int count) {
        return new OutlineAssembly(new OutlineRequest(count, "", statements));
    }

    private static Salvage.OutlineItem item(String title, Integer... covers) {
        return new Salvage.OutlineItem(List.of(covers), TicketType.TASK, title);
    }

    private static List<String> titles(List<TicketOutline> outlines) {
        return outlines.stream().map(TicketOutline::title).toList();
    }
}
