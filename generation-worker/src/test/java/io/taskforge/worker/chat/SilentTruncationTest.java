package io.taskforge.worker.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilentTruncationTest {

    @ParameterizedTest
    @CsvSource({
        // Half of the window, and a prompt that was larger.
        "8192, 9000, 4098, false, true",
        "8192, 9000, 4100, false, true",
        "8192, 9000, 4095, false, false",
        "8192, 9000, 4101, false, false",
        // An honest prompt of about half a window is estimated no larger than that.
        "8192, 4096, 4098, true, false",
        // Far below what any tokenizer makes of the text.
        "8192, 3000, 999, true, true",
        "8192, 3000, 1000, true, false",
        "8192, 3000, 10, false, false",
        "8192, 299, 10, true, false"
    })
    void half_a_window_or_far_too_few_tokens_tell(
            int window, int estimate, long counted, boolean whole, boolean suspected) {
        assertEquals(suspected, SilentTruncation.suspected(window, "abc".repeat(estimate), counted, whole));
    }

    @ParameterizedTest
    @CsvSource({"Фильтр, 6_000, 4, false", "Φίλτρο, 6_000, 4, false", "필터목록, 6_000, 3, false", "Фильтр, 6_000, 8, true"
    })
    void a_large_vocabulary_needs_few_tokens_for_other_scripts(
            String word, String characters, int eachToken, boolean suspected) {
        int length = Integer.parseInt(characters.replace("_", ""));
        String prompt = word.repeat(length / word.length() + 1).substring(0, length);
        assertEquals(suspected, SilentTruncation.suspected(8_192, prompt, length / eachToken, true));
    }
}
