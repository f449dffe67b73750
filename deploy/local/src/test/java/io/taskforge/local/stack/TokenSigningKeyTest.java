package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSigningKeyTest {

    private static KeyPair pair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String pem(Key key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----";
    }

    @Test
    void a_minted_key_is_one_and_no_two_are_alike() {
        String key = TokenSigningKey.mint();
        assertTrue(TokenSigningKey.isOne(key));
        assertTrue(key.endsWith("-----END PRIVATE KEY-----\n"));
        assertNotEquals(key, TokenSigningKey.mint());
    }

    @Test
    void line_ends_and_indents_of_a_settings_file_do_no_harm() {
        String key = TokenSigningKey.mint();
        assertTrue(TokenSigningKey.isOne(key.replace("\n", "\r\n")));
        assertTrue(TokenSigningKey.isOne(key.replace("\n", " ")));
    }

    @Test
    void the_key_of_another_curve_is_refused() throws GeneralSecurityException {
        assertTrue(TokenSigningKey.isOne(pem(pair("secp256r1").getPrivate())));
        assertFalse(TokenSigningKey.isOne(pem(pair("secp384r1").getPrivate())));
    }

    @Test
    void the_key_of_another_algorithm_is_refused() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        assertFalse(TokenSigningKey.isOne(pem(generator.generateKeyPair().getPrivate())));
    }

    @Test
    void a_public_key_is_refused() throws GeneralSecurityException {
        assertFalse(TokenSigningKey.isOne(pem(pair("secp256r1").getPublic())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "swordfish",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----"
            })
    void what_is_no_key_is_refused(String text) {
        assertFalse(TokenSigningKey.isOne(text));
    }
}
