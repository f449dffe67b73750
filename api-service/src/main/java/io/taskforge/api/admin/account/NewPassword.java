package io.taskforge.api.admin.account;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A password that somebody chose: 12 characters at least, since length is what makes guessing hard (NIST SP 800-63B), and 72 bytes at
 * most, of which bcrypt sees no more.
 */
record NewPassword(String text) {

    private static final int SHORTEST = 12;
    private static final int LONGEST_BYTES = 72;

    /** Fewer different characters are a pattern. */
    private static final int DIFFERENT = 5;

    /** What is wrong with it, and what to do; empty when nothing is. */
    static Optional<String> flaw(String text, String name) {
        if (text.codePointCount(0, text.length()) < SHORTEST) {
            return Optional.of("Choose a password of at least " + SHORTEST + " characters; a few words are good.");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return Optional.of("Choose a password of at most " + LONGEST_BYTES + " bytes.");
        }
        if (text.indexOf('\0') >= 0) {
            return Optional.of("Choose a password without control characters.");
        }
        if (text.codePoints().distinct().count() < DIFFERENT
                || text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                        && name.length() >= DIFFERENT) {
            return Optional.of(
                    "Choose a password that is harder to guess: not your name, and not a few characters repeated.");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "NewPassword[hidden]";
    }
}
