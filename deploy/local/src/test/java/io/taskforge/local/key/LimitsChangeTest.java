package io.taskforge.local.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.local.terminal.Refusal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsChangeTest {

    private static void refused(String because, UnaryOperator<LimitsChange> words) {
        Refusal refusal = assertThrows(Refusal.class, () -> words.apply(new LimitsChange()));
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
        assertEquals(Refusal.USAGE, refusal.exitCode());
    }

    @Test
    void options_that_were_not_given_change_nothing() {
        LimitsChange change = new LimitsChange()
                .submitRate(null)
                .readRate(null)
                .active(null)
                .daily(null)
                .models(null)
                .callbackHosts(null);
        assertTrue(change.isEmpty());
    }

    @Test
    void unsetting_something_is_a_change() {
        assertFalse(new LimitsChange().daily("default").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "50/", "/200", "50/200/1", "a/b", "50 / 200", "-1/5", "Default", "1.5/2"})
    void a_rate_is_two_numbers(String text) {
        refused("--submit-rate is how many a second", change -> change.submitRate(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/200", "50/0", "1000001/1", "1/9999999"})
    void a_rate_lets_something_through_and_is_no_absurd_number(String text) {
        refused("--read-rate takes numbers from 1 to 1000000", change -> change.readRate(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1000001", "99999999999", "many", "1e3", "٣"})
    void a_number_of_jobs_is_a_number(String text) {
        refused("--active takes numbers from 1 to 1000000", change -> change.active(text));
        refused("--daily takes numbers from 1 to 1000000", change -> change.daily(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,", ",a", "a b", "a,,b", "-x", "a\u0000b"})
    void models_are_names(String text) {
        refused("--models takes names of models", change -> change.models(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://hooks.example.com",
                "hooks.example.com:443",
                "hooks.example.com/in",
                "*.example.com",
                "user@example.com",
                "a..b",
                "-a.example",
                "a_b.example",
                "[::1]",
                ".",
                "a.example,",
                "%2e.example"
            })
    void callback_hosts_are_names_of_hosts(String text) {
        refused("--callback-hosts takes names of hosts", change -> change.callbackHosts(text));
    }

    @Test
    void a_host_longer_than_a_name_can_be_is_refused() {
        String longest = "a." + "b.".repeat(125) + "c";
        assertEquals(253, longest.length());
        assertFalse(new LimitsChange().callbackHosts(longest).isEmpty());
        refused("names of hosts", change -> change.callbackHosts("a" + longest));
        refused("names of hosts", change -> change.callbackHosts("a".repeat(64) + ".example"));
    }

    @Test
    void hosts_are_kept_as_they_stand_in_a_url_and_once() {
        LimitsChange change =
                new LimitsChange().callbackHosts("Hooks.Example.com, hooks.example.com.,bücher.example,10.0.0.1");
        assertEquals(
                new LimitsChange.Names(List.of("hooks.example.com", "xn--bcher-kva.example", "10.0.0.1")),
                change.columns().get("callback_hosts"));
    }

    @Test
    void a_list_has_an_end() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "m" + i).collect(Collectors.joining(","));
        assertFalse(new LimitsChange().models(hundred).isEmpty());
        refused("--models takes up to 100 names", change -> change.models(hundred + ",one-more"));
    }
}
