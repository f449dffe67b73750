package io.taskforge.model.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Why a secret is none: somebody else could think of it. */
final class Weakness {

    /** Of a password that a machine types; what people type may be longer. */
    static final int SHORTEST_PASSWORD = 12;

    /** Fewer different characters are a pattern. */
    private static final int DIFFERENT = 5;

    /** A text made of a shorter one again and again, as {@code 00} is, is no longer than that one. */
    private static final int SHORTEST_UNIT = 12;

    /** What examples, images and installers come with, ours among them; in lower case. */
    private static final Set<String> EXAMPLES = Set.of(
            "admin",
            "administrator",
            "changeit",
            "changeme",
            "change-me",
            "default",
            "development",
            "example",
            "guest",
            "passw0rd",
            "password",
            "postgres",
            "rabbitmq",
            "root",
            "secret",
            "taskforge",
            "test",
            "topsecret",
            "user");

    private static final String DIGITS_AND_SIGNS = "[0-9_.!@#$%-]*";

    private Weakness() {}

    /** @param user whose password it is */
    static Optional<String> ofPassword(String password, String user) {
        if (password.isEmpty()) {
            return Optional.of("is missing");
        }
        Optional<String> known = ofAnySecret(password);
        if (known.isPresent()) {
            return known;
        }
        if (password.equalsIgnoreCase(user)) {
            return Optional.of("is the user's name");
        }
        return password.length() < SHORTEST_PASSWORD
                ? Optional.of("is shorter than " + SHORTEST_PASSWORD + " characters")
                : Optional.empty();
    }

    static Optional<String> ofAnySecret(String secret) {
        if (isExample(secret.toLowerCase(Locale.ROOT))) {
            return Optional.of("is one of the well-known examples");
        }
        return secret.codePoints().distinct().count() < DIFFERENT
                        || unit(secret) < Math.min(SHORTEST_UNIT, secret.length())
                ? Optional.of("is a few characters repeated")
                : Optional.empty();
    }

    /** Also with digits and signs behind it, as in {@code changeme123!}. */
    private static boolean isExample(String secret) {
        return EXAMPLES.stream()
                .anyMatch(example -> secret.startsWith(example)
                        && secret.substring(example.length()).matches(DIGITS_AND_SIGNS));
    }

    /** The length of the shortest text that this one is a repetition of; its own when it is none. */
    private static int unit(String text) {
        return text.isEmpty() ? 0 : (text + text).indexOf(text, 1);
    }
}
