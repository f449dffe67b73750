package io.taskforge.local.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.KeyExpiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryOptionTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private static KeyExpiry parse(String text) {
        return ExpiryOption.parse(text, NOON);
    }

    @ParameterizedTest
    @CsvSource({"1h, PT1H", "12h, PT12H", "90d, P90D", "99999d, P99999D"})
    void hours_and_days_count_from_the_making_of_the_key(String text, Duration life) {
        assertEquals(new KeyExpiry.After(life), parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25, 2026-11-25T00:00:00Z",
        "9999-12-31, 9999-12-31T00:00:00Z",
        "2026-11-24T12:00:01Z, 2026-11-24T12:00:01Z",
        "2026-11-24T14:00+01:00, 2026-11-24T13:00:00Z"
    })
    void a_date_is_the_moment_at_which_it_begins(String text, Instant moment) {
        assertEquals(new KeyExpiry.At(moment), parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01", "2026-11-24", "2026-11-24T12:00:00Z", "2026-11-24T12:30+01:00"})
    void what_has_passed_is_refused(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> parse(text));
        assertEquals("--expires " + text + " has passed already.", refusal.getMessage());
        assertEquals(Refusal.USAGE, refusal.exitCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "90",
                "0d",
                "-5d",
                "1.5h",
                "90D",
                "30m",
                "100000d",
                "2026-13-01",
                "2027-02-29",
                "27-01-31",
                "+12345-01-01",
                "2027-01-31T10:00"
            })
    void what_cannot_be_read_is_refused_with_examples(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> parse(text));
        assertTrue(refusal.getMessage().contains("12h or 90d"), refusal.getMessage());
        assertEquals(Refusal.USAGE, refusal.exitCode());
    }

    @Test
    void what_cannot_be_read_does_not_steer_the_terminal() {
        Refusal refusal = assertThrows(Refusal.class, () -> parse("\033[31m1d"));
        assertTrue(refusal.getMessage().endsWith("not \"[31m1d\"."), refusal.getMessage());
    }
}
