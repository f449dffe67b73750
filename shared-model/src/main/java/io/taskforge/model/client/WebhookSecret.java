package io.taskforge.model.client;

import io.taskforge.model.job.ClientId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client's callbacks are signed with, as Standard Webhooks has it: {@code whsec_} and 32 random bytes in base 64.
 *
 * <p>Unlike an API key it must be had again to sign, so it is stored sealed: AES-256-GCM under a key of its own that is derived from the
 * {@link Pepper}. The seal is bound to the client, so that a row copied to another client does not open; and whoever reads the database
 * alone can neither sign nor change a secret unnoticed. With another pepper no seal opens, and every secret has to be made anew.
 */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private static final String PURPOSE = "webhook-secret";
    private static final String CIPHER = "AES/GCM/NoPadding";

    /** Random and not counted: under one key that is safe for some four thousand million seals. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final byte[] bytes;

    private WebhookSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new secret. */
    public static WebhookSecret mint(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(bytes);
    }

    /** The secret as its client gets it, once; libraries for Standard Webhooks take it as it is. */
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The key of the signature: 32 bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * What is stored of the secret.
     *
     * @return 12 bytes of nonce, 32 of the secret encrypted, 16 of the tag; different each time
     */
    public byte[] seal(Pepper pepper, ClientId client, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, pepper, client, nonce).doFinal(bytes);
            return ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    /** Empty when it was sealed under another pepper or for another client, or was changed since. */
    public static Optional<WebhookSecret> open(byte[] sealed, Pepper pepper, ClientId client) {
        if (sealed.length != NONCE_BYTES + BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(sealed).get(nonce);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, pepper, client, nonce);
            return Optional.of(new WebhookSecret(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    private static Cipher cipher(int mode, Pepper pepper, ClientId client, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(pepper.keyFor(PURPOSE), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(client.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    /** Nothing of the secret, fit for logs. */
    @Override
    public String toString() {
        return "WebhookSecret[hidden]";
    }
}
