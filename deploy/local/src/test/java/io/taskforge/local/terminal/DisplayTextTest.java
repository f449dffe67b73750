package io.taskforge.local.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTextTest {

    @Test
    void what_could_steer_a_terminal_is_left_out() {
        assertEquals("[31mred [2Jgone", DisplayText.oneLine("\033[31mred\r\n\033[2Jgone\u0007"));
        assertEquals("0;title ok", DisplayText.oneLine("\u009d0;title\u009c ok"));
        assertEquals("abc", DisplayText.oneLine("a\u202Eb\u2066c\uD800"));
    }

    @Test
    void letters_of_all_scripts_stay() {
        assertEquals("Größe 東京 ไทย 👩\u200D💻", DisplayText.oneLine("Größe\t東京\u00A0ไทย 👩\u200D💻"));
    }

    @Test
    void wide_characters_take_two_columns_and_marks_none() {
        assertEquals(4, DisplayText.width("東京"));
        assertEquals(1, DisplayText.width("e\u0301"));
        assertEquals(2, DisplayText.width("🚀"));
        assertEquals("東京  ", DisplayText.padded("東京", 6));
    }

    @Test
    void lines_break_at_spaces_and_inside_what_has_none() {
        assertEquals(List.of("one two", "three"), DisplayText.wrapped("one two three", 9));
        assertEquals(List.of("東京", "都庁", "舎"), DisplayText.wrapped("東京都庁舎", 5));
        assertEquals(List.of(""), DisplayText.wrapped("", 5));
        DisplayText.wrapped("a very-long-word-that-fits-nowhere and 東京 x", 7)
                .forEach(line -> assertTrue(DisplayText.width(line) <= 7, line));
    }

    @Test
    void json_on_a_terminal_says_what_would_steer_it_and_stays_the_same_json() throws Exception {
        String title = "a\u009b31m b\u0085c\u007fd\u001b[2Je\u202ef ü\ud83d\ude80 \u200d \\\\";
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        String shown = DisplayText.json(json.writeValueAsString(Map.of("title", title)));
        assertFalse(shown.chars().anyMatch(unit -> Character.isISOControl(unit) && unit != '\n'), shown);
        assertTrue(shown.contains("a\\u009b31m b\\u0085c\\u007fd"), shown);
        assertTrue(shown.contains("e\\u202ef ü\ud83d\ude80"), shown);
        assertEquals(title, json.readTree(shown).get("title").textValue());
    }
}
