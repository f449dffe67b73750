package io.taskforge.model.admin;

import io.taskforge.model.job.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** 32 random bytes that whoever shows them is let in by: a session's cookie, or a set-up link. Only a hash of them is stored. */
public final class SecretToken {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private SecretToken(String text) {
        this.text = text;
    }

    public static SecretToken mint() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty for what cannot be one. */
    public static Optional<SecretToken> parse(String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(new SecretToken(text)) : Optional.empty();
    }

    /** To be handed out once. */
    public String reveal() {
        return text;
    }

    /** Without a salt and fast: what it hashes is as long and as random as a key. */
    public byte[] hash() {
        return Sha256.of(text);
    }

    @Override
    public String toString() {
        return "SecretToken[hidden]";
    }
}
