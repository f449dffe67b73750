package io.taskforge.api.admin.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was just done, told on the page that follows. By a word, so that nobody can put words of theirs into our pages. */
enum Done {
    DISABLED("Disabled. Every session of theirs is over."),
    ENABLED("Enabled again."),
    PASSWORD("Your password is changed; your other sessions are over."),
    NOTHING("Nothing was changed: somebody else was quicker, or nobody would be left who can sign in.");

    private final String words;

    Done(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Done> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
