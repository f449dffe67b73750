package io.taskforge.model.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key that a client shows with each request: {@code tfk_live_<12 characters: key id>_<43: secret><6: checksum>}, in base 62.
 *
 * <p>The prefix lets scanners find keys where they should not be, the checksum lets them and us drop a mistyped one without asking
 * the database, the key id finds the row, and of the secret (256 bits) only {@link #hash a hash} is ever stored.
 */
public final class ApiKey {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int KEY_ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM =
            Pattern.compile("tfk_(?:live|test)_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})");

    private final String text;
    private final String keyId;
    private final String secret;

    private ApiKey(String text, String keyId, String secret) {
        this.text = text;
        this.keyId = keyId;
        this.secret = secret;
    }

    /** A new key. */
    public static ApiKey mint(SecureRandom random) {
        String keyId = randomText(random, KEY_ID_LENGTH);
        String secret = randomText(random, SECRET_LENGTH);
        String body = "tfk_live_" + keyId + "_" + secret;
        return new ApiKey(body + checksum(body), keyId, secret);
    }

    /** Empty when the text does not have the form of a key, or its checksum is wrong; whether the key is known is not asked here. */
    public static Optional<ApiKey> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String body = text.substring(0, text.length() - CHECKSUM_LENGTH);
        if (!checksum(body).equals(matcher.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new ApiKey(text, matcher.group(1), matcher.group(2)));
    }

    /** Names the key; no secret. */
    public String keyId() {
        return keyId;
    }

    /** What is stored of the secret: HMAC-SHA-256, 32 bytes. Compare in constant time. */
    public byte[] hash(Pepper pepper) {
        return pepper.hash(secret.getBytes(StandardCharsets.US_ASCII));
    }

    /** The whole key, to be handed to its client once and kept nowhere. */
    public String reveal() {
        return text;
    }

    private static String randomText(SecureRandom random, int length) {
        StringBuilder builder = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            builder.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return builder.toString();
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long value = crc.getValue();
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (value % ALPHABET.length()));
            value /= ALPHABET.length();
        }
        return new String(digits);
    }

    /** Without the secret, fit for logs. */
    @Override
    public String toString() {
        return "ApiKey[" + keyId + "]";
    }
}
