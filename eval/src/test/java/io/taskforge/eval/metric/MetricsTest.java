package io.taskforge.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.contender.RawDraft;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Ticket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each metric on drafts whose figures are known, good ones and bad ones: a metric that cannot fail measures nothing. */
class MetricsTest {

    private final Scores scores = new Scores();

    @Test
    void all_statements_said_and_named_are_full_coverage() {
        CoverageScore.measure(Made.attempt(Made.oven(), Made.rolls(), Made.till()), Made.reading(), scores);
        assertEquals(new Figure(3, 3), scores.of(Metric.COVERAGE));
        assertEquals(new Figure(1, 1), scores.of(Metric.COVERAGE_MUST));
        assertEquals(new Figure(6, 6), scores.of(Metric.COVERAGE_WEIGHTED));
        assertEquals(new Figure(1, 1), scores.of(Metric.DETAILS));
    }

    @Test
    void a_statement_without_a_ticket_is_missed_by_its_weight() {
        CoverageScore.measure(Made.attempt(Made.rolls(), Made.till()), Made.reading(), scores);
        assertEquals(new Figure(2, 3), scores.of(Metric.COVERAGE));
        assertEquals(new Figure(0, 1), scores.of(Metric.COVERAGE_MUST));
        assertEquals(new Figure(3, 6), scores.of(Metric.COVERAGE_WEIGHTED));
        assertEquals(new Figure(0, 1), scores.of(Metric.DETAILS));
    }

    @Test
    void lines_named_without_their_words_are_declared_and_not_covered() {
        Ticket empty = Made.ticket(1, "Improve things", "Make it better.", List.of("It is better."), List.of(), 5, 6);
        CoverageScore.measure(Made.attempt(empty), Made.reading(), scores);
        assertEquals(new Figure(1, 3), scores.of(Metric.COVERAGE_DECLARED));
        assertEquals(new Figure(0, 3), scores.of(Metric.COVERAGE_TEXT));
        assertEquals(new Figure(0, 3), scores.of(Metric.COVERAGE));
    }

    @Test
    void words_without_their_lines_are_said_and_not_covered() {
        Ticket unnamed = Made.ticket(
                1,
                "Bake forty loaves an hour",
                "The oven must bake forty loaves an hour.",
                List.of("x"),
                List.of(),
                1,
                1);
        CoverageScore.measure(Made.attempt(unnamed), Made.reading(), scores);
        assertEquals(new Figure(1, 3), scores.of(Metric.COVERAGE_TEXT));
        assertEquals(new Figure(0, 3), scores.of(Metric.COVERAGE_DECLARED));
        assertEquals(new Figure(0, 3), scores.of(Metric.COVERAGE));
    }

    @Test
    void a_ticket_that_drops_a_detail_does_not_keep_it() {
        Ticket bare = Made.ticket(
                1, "Bake forty loaves", "The oven must bake forty loaves an hour.", List.of("x"), List.of(), 5, 6);
        CoverageScore.measure(Made.attempt(bare), Made.reading(), scores);
        assertEquals(new Figure(1, 3), scores.of(Metric.COVERAGE));
        assertEquals(new Figure(0, 1), scores.of(Metric.DETAILS));
    }

    @Test
    void extraction_counts_what_was_found_and_what_should_not_have_been() {
        Attempt attempt = Made.attempt(
                null,
                List.of(
                        Made.requirement(1, "The oven must bake forty loaves an hour.", 5, 6),
                        Made.requirement(2, "Licensed to the bakers only.", 3, 3)),
                List.of(),
                Made.oven());
        Extraction.measure(attempt, Made.reading(), scores);
        assertEquals(new Figure(1, 3), scores.of(Metric.EXTRACTION_RECALL));
        assertEquals(new Figure(1, 2), scores.of(Metric.EXTRACTION_PRECISION));
    }

    @Test
    void the_right_line_with_other_words_is_not_extracted() {
        Attempt attempt = Made.attempt(
                null, List.of(Made.requirement(1, "Something else altogether", 7, 7)), List.of(), Made.oven());
        Extraction.measure(attempt, Made.reading(), scores);
        assertEquals(new Figure(0, 3), scores.of(Metric.EXTRACTION_RECALL));
        assertEquals(new Figure(0, 1), scores.of(Metric.EXTRACTION_PRECISION));
    }

    @Test
    void the_right_words_on_another_line_are_not_extracted() {
        Attempt attempt = Made.attempt(
                null,
                List.of(Made.requirement(1, "The oven must bake forty loaves an hour.", 8, 8)),
                List.of(),
                Made.oven());
        Extraction.measure(attempt, Made.reading(), scores);
        assertEquals(new Figure(0, 3), scores.of(Metric.EXTRACTION_RECALL));
    }

    @Test
    void a_heading_brings_along_the_statements_below_it() {
        Attempt attempt = Made.attempt(null, List.of(Made.requirement(1, "Baking", 5, 7)), List.of(), Made.oven());
        Extraction.measure(attempt, Made.reading(), scores);
        assertEquals(new Figure(2, 3), scores.of(Metric.EXTRACTION_RECALL));
        assertEquals(new Figure(1, 1), scores.of(Metric.EXTRACTION_PRECISION));
    }

    @Test
    void a_ticket_of_a_changelog_is_a_distractor_by_its_lines() {
        Ticket changelog = Made.ticket(4, "Add new dough", "New dough.", List.of("x"), List.of(), 12, 12);
        Distractors.measure(Made.attempt(Made.oven(), changelog), Made.reading(), scores);
        assertEquals(Figure.count(1), scores.of(Metric.DISTRACTORS));
    }

    @Test
    void a_ticket_of_a_licence_is_a_distractor_by_its_title() {
        Ticket licence = Made.ticket(4, "Licensed to the bakers only", "Do so.", List.of("x"), List.of(), 1, 1);
        Distractors.measure(Made.attempt(licence), Made.reading(), scores);
        assertEquals(Figure.count(1), scores.of(Metric.DISTRACTORS));
    }

    @Test
    void tickets_of_statements_are_no_distractors() {
        Distractors.measure(Made.attempt(Made.oven(), Made.rolls(), Made.till()), Made.reading(), scores);
        assertEquals(Figure.count(0), scores.of(Metric.DISTRACTORS));
    }

    @Test
    void an_invented_sentence_has_no_support_and_a_quoted_one_has() {
        Grounding grounding = new Grounding(Made.spec());
        assertTrue(grounding.isBare("Astronauts shall navigate asteroids with quantum compasses."));
        assertFalse(grounding.isBare("The oven bakes forty loaves an hour."));
        Ticket invented = Made.ticket(
                1,
                "Bake forty loaves an hour",
                "Astronauts shall navigate asteroids with quantum compasses.",
                List.of("The crust is brown after twelve minutes."),
                List.of(),
                5,
                5);
        grounding.measure(Made.attempt(invented), scores);
        assertEquals(new Figure(1, 3), scores.of(Metric.UNGROUNDED));
    }

    @Test
    void the_same_ticket_again_is_redundant_and_others_are_not() {
        Redundancy.measure(Made.attempt(Made.oven(), Made.rolls(), Made.oven()), Made.spec(), scores);
        assertEquals(new Figure(1, 3), scores.of(Metric.REDUNDANT));
    }

    @Test
    void a_stated_dependency_is_found_and_right() {
        DependencyScore.measure(Made.attempt(Made.oven(), Made.rolls(), Made.till(2)), Made.reading(), scores);
        assertEquals(new Figure(1, 1), scores.of(Metric.EDGE_RECALL));
        assertEquals(new Figure(1, 1), scores.of(Metric.EDGE_PRECISION));
    }

    @Test
    void a_missing_dependency_and_a_wrong_one_are_seen() {
        DependencyScore.measure(Made.attempt(Made.oven(), Made.rolls(), Made.till(1)), Made.reading(), scores);
        assertEquals(new Figure(0, 1), scores.of(Metric.EDGE_RECALL));
        assertEquals(new Figure(0, 1), scores.of(Metric.EDGE_PRECISION));
    }

    @Test
    void a_broken_rule_is_counted_by_its_code() {
        Conformance.measure(Made.attempt(Made.till(3), Made.oven()), scores);
        assertEquals(new Figure(0, 1), scores.of(Metric.CONFORMANCE));
        assertTrue(scores.broken().keySet().containsAll(List.of("self_dependency", "dependency_cycle")));
        assertTrue(scores.of(Metric.BAD_DEPENDENCIES).part() >= 2);
    }

    @Test
    void sound_tickets_conform() {
        Conformance.measure(Made.attempt(Made.oven(), Made.rolls(), Made.till(2)), scores);
        assertEquals(new Figure(1, 1), scores.of(Metric.CONFORMANCE));
        assertEquals(new Figure(3, 3), scores.of(Metric.RAW_CONFORMANCE));
        assertEquals(Map.of(), scores.broken());
    }

    @Test
    void a_draft_is_judged_rule_by_rule_before_any_check() {
        RawDraft bad = new RawDraft("t".repeat(201), " ", List.of(), List.of("a", "a"), 101, 0);
        assertEquals(
                List.of(
                        "title_too_long",
                        "description_blank",
                        "criteria_count",
                        "labels",
                        "story_points_range",
                        "orphan_ticket"),
                Conformance.faults(bad));
        assertEquals(
                List.of(), Conformance.faults(new RawDraft("t", "d", List.of("c".repeat(500)), List.of(), null, 1)));
        assertEquals(
                List.of("title_blank", "description_blank", "criteria_count", "orphan_ticket"),
                Conformance.faults(new RawDraft(null, null, null, null, null, 0)));
    }

    @Test
    void criteria_are_testable_only_with_something_to_look_at() {
        assertTrue(Testability.isTestable("The crust is brown after 12 minutes.", "Bake", "en"));
        assertTrue(Testability.isTestable("Wenn der Ofen leer ist, zeigt er das an.", "Backen", "de"));
        assertTrue(Testability.isTestable("柜门必须打开", "开门", "zh"));
        assertFalse(Testability.isTestable("Bake bread!", "bake bread", "en"));
        assertFalse(Testability.isTestable("It is fast when used.", "Bake", "en"));
        assertFalse(Testability.isTestable("Great bread", "Bake", "en"));
        assertFalse(Testability.isTestable("操作简单", "开门", "zh"));
    }

    @Test
    void a_language_without_words_is_not_measured() {
        Testability.measure(Made.attempt(Made.oven()), "fi", scores);
        assertFalse(scores.of(Metric.TESTABLE).measured());
    }

    @Test
    void counts_are_met_exactly_or_explained_or_neither() {
        Counts.measure(Made.attempt(1, List.of(), List.of(), Made.oven()), scores);
        assertEquals(new Figure(1, 1), scores.of(Metric.COUNT_EXACT));
        Finding said = new Finding("ticket_count_not_met", Finding.Severity.WARNING, null, "why", false);
        Counts.measure(Made.attempt(3, List.of(), List.of(said), Made.oven()), scores);
        Counts.measure(Made.attempt(3, List.of(), List.of(), Made.oven()), scores);
        Counts.measure(Made.attempt(1, List.of(), List.of(said), Made.oven(), Made.rolls()), scores);
        assertEquals(new Figure(1, 4), scores.of(Metric.COUNT_EXACT));
        assertEquals(new Figure(2, 4), scores.of(Metric.COUNT_KEPT));
    }

    @Test
    void costs_are_added_up() {
        Costs.measure(Made.attempt(Made.oven()), scores);
        Costs.measure(Made.attempt(Made.oven()), scores);
        assertEquals(new Figure(4, 2), scores.of(Metric.MILLIS));
        assertEquals(new Figure(8, 2), scores.of(Metric.CALLS));
        assertEquals(new Figure(200, 2), scores.of(Metric.TOKENS));
    }
}
