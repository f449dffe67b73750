package io.taskforge.api.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgTextTest {

    private static final int LINE = 15_000;

    @Test
    void a_short_text_stays_as_it_is() {
        assertEquals(List.of("Filter the timeline"), SvgText.wrapped("Filter the timeline", LINE, 2));
    }

    @Test
    void a_longer_text_is_broken_between_words() {
        assertEquals(
                List.of("Import settlement files", "every night"),
                SvgText.wrapped("Import settlement files every night", LINE, 2));
    }

    @Test
    void what_does_not_fit_is_cut_and_an_ellipsis_stands_for_it() {
        List<String> lines =
                SvgText.wrapped("Import settlement files from both payment providers every night", LINE, 2);
        assertEquals(2, lines.size());
        assertTrue(lines.getLast().endsWith("…"));
        lines.forEach(line -> assertTrue(SvgText.width(line) <= LINE, line));
    }

    @Test
    void a_word_longer_than_a_line_is_broken() {
        List<String> lines = SvgText.wrapped("n".repeat(40), LINE, 2);
        assertEquals("n".repeat(24), lines.getFirst());
        assertEquals("n".repeat(16), lines.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍👩‍👧‍👦", "🇵🇹", "e\u0301\u0323", "한", "👍🏽"})
    void a_character_as_a_reader_sees_it_is_never_cut(String character) {
        String cut = SvgText.wrapped(character.repeat(60), LINE, 1).getFirst();
        String kept = cut.substring(0, cut.length() - 1);
        assertEquals(character.repeat(kept.length() / character.length()), kept);
        assertTrue(SvgText.width(cut) <= LINE);
    }

    @Test
    void a_line_has_room_for_one_character_at_least() {
        assertEquals(List.of("👩‍👩‍👧‍👦…"), SvgText.wrapped("👩‍👩‍👧‍👦".repeat(2), 1, 1));
    }

    @Test
    void control_characters_and_halves_of_characters_are_dropped() {
        assertEquals("abcdef", SvgText.oneLine("a\0b\u0008c\u001bd\ud800e\ufffff\u0085"));
    }

    @Test
    void white_space_of_every_kind_is_one_space() {
        assertEquals("a b c", SvgText.oneLine(" a\r\n\tb\u00a0\u2029 c\u3000"));
    }

    @Test
    void text_of_another_direction_ends_where_it_ends() {
        assertEquals("\u2068a\u202eb\u2069", SvgText.isolated("a\u202eb"));
    }

    @Test
    void an_end_of_an_isolate_does_not_end_ours() {
        assertEquals("\u2068ab\u2069", SvgText.isolated("a\u2069b"));
    }

    @Test
    void an_isolate_that_is_left_open_is_ended() {
        assertEquals("\u2068a\u2067b\u2066c\u2069\u2069\u2069", SvgText.isolated("a\u2067b\u2066c"));
    }

    @Test
    void what_means_something_in_markup_is_escaped() {
        assertEquals(
                "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt; &amp;amp; ]]&gt;",
                SvgText.escaped("<a b=\"c\" d='e'> &amp; ]]>"));
    }
}
