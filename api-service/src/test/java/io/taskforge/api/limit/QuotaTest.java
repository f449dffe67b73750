package io.taskforge.api.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.api.client.ClientTerms.Rate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class QuotaTest {

    @Test
    void a_policy_says_how_much_within_how_many_seconds() {
        assertEquals("\"read\";q=1000;w=2", new Quota("read", new Rate(500, 1_000), 1).policyHeader());
        assertEquals("\"submit\";q=200;w=4", new Quota("submit", new Rate(50, 200), 1).policyHeader());
    }

    @Test
    void seconds_are_rounded_up() {
        assertEquals("\"read\";q=4;w=2", new Quota("read", new Rate(3, 4), 1).policyHeader());
        assertEquals("\"read\";q=1;w=1", new Quota("read", new Rate(1_000_000, 1), 1).policyHeader());
        assertEquals("\"read\";r=998;t=1", new Quota("read", new Rate(500, 1_000), 998).header());
    }

    @Test
    void what_is_left_comes_with_when_all_is_there_again() {
        assertEquals("\"read\";r=1000;t=0", new Quota("read", new Rate(500, 1_000), 1_000).header());
        assertEquals("\"read\";r=0;t=2", new Quota("read", new Rate(500, 1_000), 0).header());
    }

    @Test
    void the_largest_limits_overflow_nothing() {
        int most = Integer.MAX_VALUE;

        assertEquals("\"read\";q=%1$d;w=%1$d".formatted(most), new Quota("read", new Rate(1, most), 0).policyHeader());
        assertEquals("\"read\";r=0;t=%d".formatted(most), new Quota("read", new Rate(1, most), 0).header());
    }

    @Test
    void its_digits_are_those_of_http_in_any_country() {
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.of("ar", "EG"));
        try {
            assertEquals("\"read\";q=1000;w=2", new Quota("read", new Rate(500, 1_000), 1).policyHeader());
            assertEquals("\"read\";r=998;t=1", new Quota("read", new Rate(500, 1_000), 998).header());
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }
}
