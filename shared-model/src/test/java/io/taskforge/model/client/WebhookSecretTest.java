package io.taskforge.model.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.ClientId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

    private static final Pepper PEPPER = Pepper.parse("ab".repeat(32)).orElseThrow();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClientId client = new ClientId(UUID.randomUUID());
    private final WebhookSecret secret = WebhookSecret.mint(RANDOM);

    @Test
    void it_is_shown_the_way_webhook_libraries_read_it() {
        String text = secret.reveal();
        assertTrue(text.matches("whsec_[A-Za-z0-9+/]{43}="), text);
        assertArrayEquals(secret.bytes(), Base64.getDecoder().decode(text.substring("whsec_".length())));
        assertEquals(32, secret.bytes().length);
    }

    @Test
    void no_two_secrets_are_alike() {
        assertNotEquals(secret.reveal(), WebhookSecret.mint(RANDOM).reveal());
    }

    @Test
    void whoever_gets_the_bytes_cannot_change_the_secret() {
        String before = secret.reveal();
        Arrays.fill(secret.bytes(), (byte) 0);
        assertEquals(before, secret.reveal());
    }

    @Test
    void a_sealed_secret_opens_as_the_same_secret() {
        byte[] sealed = secret.seal(PEPPER, client, RANDOM);
        assertEquals(60, sealed.length);
        assertEquals(
                secret.reveal(),
                WebhookSecret.open(sealed, PEPPER, client).orElseThrow().reveal());
    }

    @Test
    void the_same_secret_never_looks_the_same_sealed() {
        assertFalse(Arrays.equals(secret.seal(PEPPER, client, RANDOM), secret.seal(PEPPER, client, RANDOM)));
    }

    @Test
    void a_change_of_any_byte_is_noticed() {
        byte[] sealed = secret.seal(PEPPER, client, RANDOM);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertTrue(WebhookSecret.open(changed, PEPPER, client).isEmpty(), "byte " + i);
        }
    }

    @Test
    void a_seal_cut_short_or_grown_does_not_open() {
        byte[] sealed = secret.seal(PEPPER, client, RANDOM);
        for (int length : new int[] {0, 11, 12, 59, 61}) {
            assertTrue(
                    WebhookSecret.open(Arrays.copyOf(sealed, length), PEPPER, client)
                            .isEmpty(),
                    length + " bytes");
        }
    }

    @Test
    void a_seal_does_not_open_for_another_client() {
        byte[] sealed = secret.seal(PEPPER, client, RANDOM);
        assertTrue(WebhookSecret.open(sealed, PEPPER, new ClientId(UUID.randomUUID()))
                .isEmpty());
    }

    @Test
    void a_seal_does_not_open_under_another_pepper() {
        byte[] sealed = secret.seal(PEPPER, client, RANDOM);
        Pepper other = Pepper.parse("cd".repeat(32)).orElseThrow();
        assertEquals(Optional.empty(), WebhookSecret.open(sealed, other, client));
    }

    @Test
    void nothing_of_the_secret_shows_in_a_log() {
        assertEquals("WebhookSecret[hidden]", secret.toString());
    }
}
