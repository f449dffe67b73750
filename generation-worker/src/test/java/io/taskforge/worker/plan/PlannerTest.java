package io.taskforge.worker.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.SpecReader;
import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    @Test
    void sections_become_groups_and_those_with_several_tickets_epics() {
        DraftingPlan plan =
                plan("# P\n" + section("Import", 4) + section("Export", 3) + section("Misc", 1), null, null);
        assertEquals(
                List.of("Import", "Export", "Misc"),
                plan.groups().stream().map(Group::component).toList());
        assertEquals(
                List.of("Import", "Export"),
                plan.epics().stream().map(DraftingPlan.Epic::title).toList());
        assertEquals(8, plan.tickets());
    }

    @Test
    void a_heading_that_names_no_part_gives_way_to_the_parts_below_it() {
        DraftingPlan plan = plan(
                "# P\n## Requirements\n" + section("Import", 3).replace("##", "###")
                        + section("Export", 3).replace("##", "###"),
                null,
                null);
        assertEquals(
                List.of("Import", "Export"),
                plan.groups().stream().map(Group::component).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void the_target_is_met_whenever_there_are_statements_enough(int target) {
        DraftingPlan plan = plan("# P\n" + section("A", 5) + section("B", 4) + section("C", 4), target, 50);
        assertEquals(target, plan.tickets());
        assertEquals(
                13,
                plan.groups().stream()
                        .mapToInt(group -> group.statements().size())
                        .sum());
    }

    @ParameterizedTest
    @CsvSource({"3,3", "3,4", "10,10", "10,11", "5,20"})
    void the_limit_is_never_exceeded_epics_included(int target, int limit) {
        DraftingPlan plan = plan("# P\n" + section("A", 9) + section("B", 7) + section("C", 5), target, limit);
        assertEquals(target, plan.tickets());
        assertTrue(plan.tickets() + plan.epics().size() <= limit);
    }

    @Test
    void without_a_target_a_long_specification_still_fits_the_limit() {
        DraftingPlan plan = plan("# P\n" + section("A", 60) + section("B", 60), null, null);
        assertTrue(plan.tickets() + plan.epics().size() <= 20);
        assertTrue(plan.tickets() >= 12);
    }

    @Test
    void large_groups_are_asked_about_in_parts() {
        DraftingPlan plan = plan("# P\n" + section("A", 60), 30, 50);
        List<Integer> numbers = new ArrayList<>();
        int tickets = 0;
        for (Group group : plan.groups()) {
            for (OutlineRequest request : group.requests()) {
                assertTrue(request.statements().size() <= 14);
                tickets += request.count();
                request.statements().stream().map(Statement::number).forEach(numbers::add);
            }
        }
        assertEquals(30, tickets);
        assertEquals(60, numbers.stream().distinct().count());
    }

    @Test
    void no_epics_when_nobody_wants_them() {
        GenerationOptions options =
                new GenerationOptions(null, null, false, null, null, null, null, null, null, null, null, null);
        DraftingPlan plan = new Planner().plan(read("# P\n" + section("A", 5) + section("B", 5)), options);
        assertEquals(List.of(), plan.epics());
        assertTrue(plan.groups().stream().allMatch(group -> group.epic() < 0));
    }

    @Test
    void shares_follow_the_largest_remainder() {
        assertEquals(List.of(3, 2, 1), Quotas.of(6, List.of(6, 4, 1)));
        assertEquals(List.of(1, 1, 1), Quotas.of(3, List.of(9, 1, 1)));
        assertEquals(List.of(2, 2), Quotas.of(4, List.of(2, 2)));
    }

    @Test
    void a_specification_that_asks_for_nothing_is_not_planned() {
        assertThrows(IllegalArgumentException.class, () -> plan("# P\n\n## Background\n\nIt was so.\n", null, null));
    }

    private static String section(String name, int statements) {
        StringBuilder text = new StringBuilder("\n## " + name + "\n\n");
        for (int i = 1; i <= statements; i++) {
            text.append("- The system must do ")
                    .append(name)
                    .append(" task ")
                    .append(i)
                    .append(".\n");
        }
        return text.toString();
    }

    private static SpecDocument read(String text) {
        return new SpecReader().read(new TicketSpec("A title", text, GenerationOptions.DEFAULTS));
    }

    private static DraftingPlan plan(String text, Integer target, Integer limit) {
        GenerationOptions options =
                new GenerationOptions(target, limit, null, null, null, null, null, null, null, null, null, null);
        return new Planner().plan(read(text), options);
    }
}
