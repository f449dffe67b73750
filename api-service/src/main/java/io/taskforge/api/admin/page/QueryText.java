package io.taskforge.api.admin.page;

import java.util.Optional;

/** What somebody typed to look for. */
public final class QueryText {

    private QueryText() {}

    /** Without U+0000, which PostgreSQL does not have, so that nothing with one can be found; empty when nothing is left. */
    public static Optional<String> of(String typed) {
        return Optional.ofNullable(typed)
                .map(text -> text.replace("\0", "").strip())
                .filter(text -> !text.isEmpty());
    }

    /** The same, and no longer than what can be found is. */
    public static Optional<String> of(String typed, int longest) {
        return of(typed).map(text -> text.substring(0, Math.min(text.length(), longest)));
    }
}
