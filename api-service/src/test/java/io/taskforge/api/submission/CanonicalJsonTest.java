package io.taskforge.api.submission;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1.0, 1",
        "-5, -5",
        "4.50, 4.5",
        "2e-3, 0.002",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "1e21, 1e+21",
        "1E20, 100000000000000000000",
        "1e30, 1e+30",
        "333333333.33333329, 333333333.3333333",
        "9007199254740993, 9007199254740992",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "0.000000000000000000000000001, 1e-27",
        "123456789.125, 123456789.125"
    })
    void numbers_are_written_as_ecmascript_does(String written, String canonical) {
        assertEquals(canonical, CanonicalJson.of(json(written)));
    }

    @Test
    void numbers_that_json_does_not_have_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.number(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.number(Double.POSITIVE_INFINITY));
    }

    @Test
    void members_are_sorted_by_utf16_and_texts_escaped_no_more_than_needed() {
        assertEquals(
                "{\"\":0,\"\\r\":1,\"1\":2,\"\u0080\":3,\"ö\":4,\"€\":5,\"😀\":6,\"\uFB33\":7}",
                CanonicalJson.of(
                        json("{\"€\":5,\"\\r\":1,\"\uFB33\":7,\"1\":2,\"😀\":6,\"\\u0080\":3,\"ö\":4,\"\":0}")));
        assertEquals(
                "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\u001f\u007f\"",
                CanonicalJson.of(
                        json("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\b\\t\\f\\u001F\\u007f\"")));
    }

    @Test
    void arrays_keep_their_order_and_white_space_goes() {
        assertEquals("[3,1,[null,true,false],{}]", CanonicalJson.of(json(" [ 3 , 1, [null, true ,false] , { } ]")));
    }

    @Test
    void a_fingerprint_does_not_see_the_key_or_what_says_nothing() {
        byte[] plain = Fingerprint.of(json("{\"title\":\"a\",\"options\":{\"seed\":1}}"));

        assertArrayEquals(plain, Fingerprint.of(json("""
                {"idempotency_key":"k","validate_only":false,"metadata":{},"base_job_id":null,
                 "options":{"seed":1.0,"language":null,"budget":{"max_attempts":null},"allowed_labels":[]},"title":"a"}""")));
        assertFalse(Arrays.equals(plain, Fingerprint.of(json("{\"title\":\"a\",\"options\":{\"seed\":2}}"))));
        assertFalse(Arrays.equals(plain, Fingerprint.of(json("{\"title\":\"a \",\"options\":{\"seed\":1}}"))));
    }

    @Test
    void a_default_that_is_spelled_out_is_another_request() {
        assertFalse(Arrays.equals(
                Fingerprint.of(json("{\"title\":\"a\"}")),
                Fingerprint.of(json("{\"title\":\"a\",\"options\":{\"include_epics\":true}}"))));
    }
}
