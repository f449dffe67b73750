package io.taskforge.api.admin.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was just done, told on the page that follows. By a word, so that nobody can put words of theirs into our pages. */
enum Done {
    CREATED("Made. It opens nothing yet: make it a key below."),
    DISABLED("Disabled. A service that saw one of its keys lately may still take it for up to 30 s."),
    ENABLED("Enabled. A service that turned it away lately may still do so for up to 30 s."),
    CHANGED("Changed. A service that saw the client lately may go by the old limits for up to 30 s."),
    UNCHANGED("Nothing was changed: these are the limits that held already."),
    REVOKED("Revoked. A service that saw the key lately may still take it for up to 30 s."),
    REVOKED_BEFORE("Nothing was changed: the key had been revoked before."),
    NOTHING("Nothing was changed: somebody else was quicker."),
    LAUNCHERS(
            "Nothing was changed: this client is the launcher's own, and its keys are those that a launcher works with,"
                    + " which revokes them at its end.");

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
