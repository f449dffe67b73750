package io.taskforge.api.admin.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an administrator signs in with, and is called in the audit log. As the database checks it. */
record AdminName(String text) {

    static final String RULE =
            "Small letters, digits, dots, dashes and underscores; up to 64, and a letter or digit first; not cli or launcher.";

    /** What the audit log calls the command line and the launcher. */
    private static final Set<String> RESERVED = Set.of("cli", "launcher");

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** @param typed capitals are taken for small letters */
    static Optional<AdminName> parse(String typed) {
        String name = typed.strip().toLowerCase(Locale.ROOT);
        return FORM.matcher(name).matches() && !RESERVED.contains(name)
                ? Optional.of(new AdminName(name))
                : Optional.empty();
    }
}
