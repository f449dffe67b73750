package io.taskforge.api.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecGlanceTest {

    @Test
    void sentences_and_lines_are_statements() {
        assertEquals(1, SpecGlance.statements("The ledger must balance"));
        assertEquals(3, SpecGlance.statements("The ledger must balance. It is printed! Who reads it?"));
        assertEquals(2, SpecGlance.statements("- print the ledger\n- mail the ledger\n"));
        assertEquals(2, SpecGlance.statements("账本必须平衡。每天打印账本。"));
    }

    @Test
    void numbers_abbreviations_and_empty_lines_are_none() {
        assertEquals(1, SpecGlance.statements("1. e.g. 2.5 v1.2.3\n\n\n..."));
        assertEquals(1, SpecGlance.statements("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The ledger MUST balance.",
                "Das Hauptbuch muss stimmen.",
                "L'utilisateur peut l'imprimer.",
                "- print the ledger",
                "  2) print the ledger",
                "| id | what |",
                "账本要平衡",
                "Книга должна сходиться"
            })
    void a_list_or_a_word_that_asks_or_another_script_may_hold_a_requirement(String spec) {
        assertTrue(SpecGlance.asksForSomething(spec));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Our team met on Tuesday.", "Hello", "2026", "The canal is wide.", "12.5 percent of us\n3, or 4"
            })
    void prose_that_only_tells_asks_for_nothing(String spec) {
        assertFalse(SpecGlance.asksForSomething(spec));
    }

    @Test
    void a_specification_of_the_largest_size_is_glanced_at_without_trouble() {
        assertEquals(1, SpecGlance.statements("x".repeat(100_000)));
        assertFalse(SpecGlance.asksForSomething("12 ".repeat(30_000)));
        assertFalse(SpecGlance.asksForSomething("x".repeat(100_000)));
    }
}
