package io.taskforge.worker.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private final Checks checks = new Checks(GenerationOptions.DEFAULTS, List.of());

    @Test
    void sound_drafts_stay_as_they_are() {
        List<Draft> drafts = List.of(
                draft(1, "Import orders", "An order file is imported."),
                draft(2, "Export labels", "A label is printed."));
        assertEquals(drafts, checks.mended(drafts));
        assertEquals(List.of(), checks.observations());
    }

    @Test
    void texts_are_cut_to_the_limits_of_the_detail_asked_for() {
        GenerationOptions brief = new GenerationOptions(
                null, null, null, null, OutputDetail.BRIEF, null, null, null, null, null, null, null);
        Draft long1 = with(
                draft(1, "t ".repeat(300), "a"),
                body("word ".repeat(400), List.of("a b", "c d", "e f", "g h", "x ".repeat(600))));
        Draft mended = new Checks(brief, List.of()).mended(List.of(long1)).getFirst();
        assertTrue(mended.outline().title().length() <= 200);
        assertTrue(mended.body().about().length() <= 300);
        assertEquals(3, mended.body().checks().size());
    }

    @Test
    void near_duplicates_are_one_ticket_that_covers_both_and_takes_over_needs() {
        Draft one = draft(1, "Import orders from files", "Orders are imported from files.");
        Draft twin = draft(2, "Import orders from files", "Orders are imported from files.");
        Draft other = draft(3, "Print labels", "A label is printed.").withNeeds(Set.of(2), Set.of());
        List<Draft> mended = checks.mended(List.of(one, twin, other));
        assertEquals(2, mended.size());
        assertEquals(List.of(1, 2), mended.getFirst().outline().covers());
        assertEquals(Set.of(1), mended.getLast().needs());
        assertEquals(List.of("near_duplicate_ticket"), codes());
    }

    @Test
    void needs_that_go_round_or_nowhere_are_dropped() {
        Draft one = draft(1, "Import orders", "An order is there.").withNeeds(Set.of(2, 9), Set.of(2));
        Draft two = draft(2, "Print labels", "A label is printed.").withNeeds(Set.of(1, 2), Set.of());
        List<Draft> mended = checks.mended(List.of(one, two));
        assertEquals(Set.of(), mended.getFirst().needs());
        assertEquals(Set.of(1), mended.getLast().needs());
        assertEquals(Set.of("dangling_dependency", "self_dependency", "dependency_cycle"), Set.copyOf(codes()));
    }

    @Test
    void labels_and_points_are_fitted_to_what_the_client_allows() {
        GenerationOptions options = new GenerationOptions(
                null, null, null, null, null, null, null, null, null, List.of("API"), List.of(2, 4, 8), null);
        Checks strict = new Checks(options, List.of());
        TicketBody body = strict.mended(List.of(draft(1, "Import orders", "An order is there.")))
                .getFirst()
                .body();
        assertEquals(List.of("API"), body.labels());
        assertEquals(4, body.points());
        assertEquals(
                Set.of("label_dropped", "points_snapped"),
                Set.copyOf(strict.observations().stream().map(Observation::code).toList()));
    }

    @Test
    void a_missing_priority_is_defaulted_and_said_so() {
        TicketBody body = new TicketBody(
                "About it.", List.of("It holds now."), List.of(), 3, null, null, Optional.empty(), DraftedBy.MODEL);
        assertEquals(
                Priority.MEDIUM,
                checks.mended(List.of(with(draft(1, "Import", "x"), body)))
                        .getFirst()
                        .body()
                        .priority());
        assertEquals(List.of("priority_defaulted"), codes());
    }

    @Test
    void criteria_that_nobody_can_check_are_reported() {
        checks.report(List.of(draft(1, "Import orders", "It works correctly and is user-friendly.")));
        assertEquals(List.of("vague_criterion"), codes());
    }

    @Test
    void a_number_makes_a_vague_word_checkable() {
        checks.report(List.of(draft(1, "Import orders", "The page is fast: under 300 ms.")));
        assertEquals(List.of(), codes());
    }

    @Test
    void only_a_model_s_drafts_are_asked_for_again() {
        Draft vague = draft(1, "Import orders", "It works as expected.");
        TicketBody written = vague.body();
        TicketBody byModel = new TicketBody(
                written.about(),
                written.checks(),
                written.labels(),
                written.points(),
                written.priority(),
                written.confidence(),
                written.question(),
                DraftedBy.MODEL);
        assertEquals(List.of(), checks.failing(List.of(vague)));
        assertEquals(List.of(1), checks.failing(List.of(with(vague, byModel))));
    }

    private List<String> codes() {
        return checks.observations().stream().map(Observation::code).toList();
    }

    private static Draft with(Draft draft, TicketBody body) {
        return draft.with(body);
    }

    private static Draft draft(int position, String title, String check) {
        return new Draft(
                position,
                new TicketOutline(TicketType.STORY, title, List.of(position)),
                body("What it is about.", List.of(check)),
                "Orders",
                -1,
                Set.of(),
                Set.of());
    }

    private static TicketBody body(String about, List<String> criteria) {
        return new TicketBody(
                about, criteria, List.of("api", "orders"), 3, Priority.LOW, 0.5, Optional.empty(), DraftedBy.RULES);
    }
}
