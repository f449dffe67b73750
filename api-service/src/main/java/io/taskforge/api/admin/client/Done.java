package io.taskforge.api.admin.client;

import io.taskforge.api.admin.page.Notice;

/** What was just done, told on the page that follows. */
enum Done implements Notice {
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

    @Override
    public String words() {
        return words;
    }
}
