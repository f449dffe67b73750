package io.taskforge.api.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TokenEstimateTest {

    @Test
    void a_script_that_says_much_with_a_sign_has_more_tokens() {
        assertEquals(100, TokenEstimate.of("a".repeat(400)));
        assertEquals(200, TokenEstimate.of("字".repeat(300)));
        assertEquals(200, TokenEstimate.of("한".repeat(300)));
        assertEquals(100, TokenEstimate.of("ж".repeat(250)));
    }

    @Test
    void digits_blanks_and_punctuation_count_as_latin_and_emoji_as_one_sign_each() {
        assertEquals(3, TokenEstimate.of("1, 2; (x)\n--"));
        assertEquals(2, TokenEstimate.of("😀😀😀"));
        assertEquals(2, TokenEstimate.of("、。「"));
    }

    @Test
    void a_part_of_a_token_is_one() {
        assertEquals(1, TokenEstimate.of("a"));
        assertEquals(2, TokenEstimate.of("hello"));
        assertEquals(0, TokenEstimate.of(""));
    }
}
