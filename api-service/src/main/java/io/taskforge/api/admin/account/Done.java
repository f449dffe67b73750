package io.taskforge.api.admin.account;

import io.taskforge.api.admin.page.Notice;

/** What was just done, told on the page that follows. */
enum Done implements Notice {
    DISABLED("Disabled. Every session of theirs is over."),
    ENABLED("Enabled again."),
    PASSWORD("Your password is changed; your other sessions are over."),
    NOTHING("Nothing was changed: somebody else was quicker, or nobody would be left who can sign in.");

    private final String words;

    Done(String words) {
        this.words = words;
    }

    @Override
    public String words() {
        return words;
    }
}
