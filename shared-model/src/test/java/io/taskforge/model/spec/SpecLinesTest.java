package io.taskforge.model.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecLinesTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void every_line_end_ends_one_line(String end) {
        assertEquals(List.of("a", "", "b"), SpecLines.of("a\n\nb".replace("\n", end)));
    }

    @Test
    void mixed_line_ends_are_counted_once_each() {
        assertEquals(List.of("a", "b", "", "c", "d"), SpecLines.of("a\r\nb\n\rc\rd"));
    }

    @Test
    void a_line_end_at_the_end_begins_an_empty_line() {
        assertEquals(List.of("a", ""), SpecLines.of("a\n"));
    }

    @Test
    void an_empty_text_is_one_empty_line() {
        assertEquals(List.of(""), SpecLines.of(""));
    }

    @Test
    void a_byte_order_mark_is_dropped_at_the_beginning_only() {
        assertEquals(List.of("a", "\ufeffb"), SpecLines.of("\ufeffa\n\ufeffb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\f", "\u000b", "\u001c", "\u0085", "\u2028", "\u2029"})
    void no_other_character_ends_a_line(String character) {
        String line = "a" + character + "b";
        assertEquals(List.of(line), SpecLines.of(line));
    }
}
