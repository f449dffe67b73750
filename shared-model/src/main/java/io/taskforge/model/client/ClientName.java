package io.taskforge.model.client;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client is called, for good. As the database checks it. */
public record ClientName(String text) {

    /** The client that the launcher itself works for, which nobody else changes: its keys end with the launcher. */
    public static final String LAUNCHERS = "local";

    /** For whoever has to choose one. */
    public static final String RULE =
            "A client's name has 1 to 64 letters, digits, dots, dashes or underscores, and begins with a letter or digit.";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public ClientName {
        Objects.requireNonNull(text, "text");
    }

    /** Empty when the text is no such name. */
    public static Optional<ClientName> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ClientName(text)) : Optional.empty();
    }

    public boolean isLaunchers() {
        return text.equals(LAUNCHERS);
    }

    @Override
    public String toString() {
        return text;
    }
}
