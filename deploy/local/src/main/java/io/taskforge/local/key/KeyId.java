package io.taskforge.local.key;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names a key without saying its secret: 12 letters and digits. */
public record KeyId(String value) {

    /** Also a whole key, or one of which only the beginning is at hand: whoever finds one in a log is to revoke it as it stands there. */
    private static final Pattern FORM = Pattern.compile("(?:tfk_(?:live|test)_)?([0-9A-Za-z]{12})(?:_\\S*)?");

    public KeyId {
        if (!value.matches("[0-9A-Za-z]{12}")) {
            throw new IllegalArgumentException("not the id of a key");
        }
    }

    /** Empty when the text has no id in it. */
    public static Optional<KeyId> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches() ? Optional.of(new KeyId(matcher.group(1))) : Optional.empty();
    }

    /** How the key begins that its client has. */
    public String prefix() {
        return "tfk_live_" + value + "_";
    }

    @Override
    public String toString() {
        return value;
    }
}
