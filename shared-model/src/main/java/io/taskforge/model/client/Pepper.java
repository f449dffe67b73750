package io.taskforge.model.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's own secret in every stored hash of a key: whoever reads the database alone can neither test nor make keys. It is
 * never stored in the database; when it changes, all keys are void.
 */
public final class Pepper {

    private static final String ALGORITHM = "HmacSHA256";

    /** The least that is as hard to guess as the hash is long. */
    private static final int SMALLEST = 32;

    private final SecretKeySpec key;

    private Pepper(byte[] bytes) {
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * @param hex at least 64 hexadecimal digits (32 bytes)
     * @return empty when the text is not that
     */
    public static Optional<Pepper> parse(String hex) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            return bytes.length < SMALLEST ? Optional.empty() : Optional.of(new Pepper(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * A key of its own for another purpose, which says nothing of the pepper or of any other purpose's key.
     *
     * @param purpose names it; the same purpose, the same key
     * @return 32 bytes
     */
    public byte[] keyFor(String purpose) {
        return hash(("purpose:" + purpose).getBytes(StandardCharsets.UTF_8));
    }

    byte[] hash(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Pepper[hidden]";
    }
}
