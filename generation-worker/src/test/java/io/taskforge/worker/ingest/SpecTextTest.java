package io.taskforge.worker.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void every_line_end_gives_the_same_statements_and_lines(String end) {
        String text = "# App\n\nThe app must\nstart.\n\n- It should stop.\n";
        SpecDocument expected = Specs.read(text);
        SpecDocument spec = Specs.read(text.replace("\n", end));
        assertEquals(expected.statements(), spec.statements());
        assertEquals(expected.lines(), spec.lines());
    }

    @Test
    void decomposed_accents_give_the_same_statements_and_verbatim_lines() {
        String composed = "# Größe\n\nDas System muss die Größe prüfen.\n";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        SpecDocument spec = Specs.read(decomposed);
        assertEquals(Specs.read(composed).statements(), spec.statements());
        assertTrue(decomposed.contains(spec.lines().get(2)));
    }

    @Test
    void a_mark_is_dropped_at_the_beginning_and_read_as_a_space_inside() {
        SpecText text = SpecText.of("\ufeffa\n\ufeffb");
        assertEquals(List.of("a", "\ufeffb"), text.lines());
        assertEquals(List.of("a", " b"), text.readable());
    }

    @Test
    void nul_and_form_feed_are_read_as_spaces() {
        assertEquals(List.of("The app must start."), Specs.texts(Specs.work("The\0app\fmust start.")));
    }

    @Test
    void a_run_of_marks_that_no_language_has_is_left_as_it_is() {
        String line = "a" + "\u0301".repeat(31);
        assertEquals(line, SpecText.of(line).readable().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\0", "\ufeff", "\n\n\n", " \t "})
    void a_text_of_nothing_visible_asks_for_nothing(String text) {
        assertEquals(List.of(), Specs.read(text).statements());
    }
}
