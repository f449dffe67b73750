package io.taskforge.model.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final Pepper PEPPER = Pepper.parse("ab".repeat(32)).orElseThrow();

    private final ApiKey key = ApiKey.mint(new SecureRandom());

    @Test
    void a_minted_key_reads_back_as_the_same_key() {
        ApiKey read = ApiKey.parse(key.reveal()).orElseThrow();
        assertTrue(key.reveal().matches("tfk_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}"), key.reveal());
        assertEquals(key.keyId(), read.keyId());
        assertEquals(key.reveal(), read.reveal());
        assertArrayEquals(key.hash(PEPPER), read.hash(PEPPER));
    }

    @Test
    void no_two_keys_are_alike() {
        ApiKey other = ApiKey.mint(new SecureRandom());
        assertNotEquals(key.keyId(), other.keyId());
        assertFalse(Arrays.equals(key.hash(PEPPER), other.hash(PEPPER)));
    }

    @Test
    void one_changed_character_breaks_the_checksum() {
        String text = key.reveal();
        for (int i = "tfk_live_".length(); i < text.length(); i++) {
            char changed = text.charAt(i) == 'x' ? 'y' : 'x';
            if (text.charAt(i) != '_') {
                assertEquals(Optional.empty(), ApiKey.parse(text.substring(0, i) + changed + text.substring(i + 1)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tfk_live_",
                "Bearer x",
                "tfk_prod_000000000000_0000000000000000000000000000000000000000000000000"
            })
    void what_has_not_the_form_is_no_key(String text) {
        assertEquals(Optional.empty(), ApiKey.parse(text));
    }

    @Test
    void the_secret_shows_in_no_log() {
        String secret = key.reveal().substring("tfk_live_".length() + 13);
        assertFalse(key.toString().contains(secret.substring(0, 10)));
        assertFalse(PEPPER.toString().contains("ab"));
    }

    @Test
    void the_hash_depends_on_the_pepper() {
        Pepper other = Pepper.parse("cd".repeat(32)).orElseThrow();
        assertEquals(32, key.hash(PEPPER).length);
        assertFalse(Arrays.equals(key.hash(PEPPER), key.hash(other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcd", "not hexadecimal at all, but long enough to be thirty-two bytes of it"})
    void a_short_or_garbled_pepper_is_refused(String text) {
        assertEquals(Optional.empty(), Pepper.parse(text));
    }

    @Test
    void scopes_are_found_by_their_wire_name() {
        for (Scope scope : Scope.values()) {
            assertEquals(Optional.of(scope), Scope.named(scope.wireName()));
        }
        assertEquals(Optional.empty(), Scope.named("tickets:everything"));
    }
}
