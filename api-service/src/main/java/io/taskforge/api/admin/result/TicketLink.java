package io.taskforge.api.admin.result;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A ticket as it is pointed at.
 *
 * @param css of its epic's colour, and what makes it shine with its card and its lines ({@code result.css})
 * @param known whether there is a card to lead to
 * @param inferred whether the specification does not state the dependency that this stands for
 */
@RegisterForReflection
record TicketLink(String id, String title, String css, boolean known, boolean inferred) {

    /** Of its epic, alone. */
    public String colour() {
        return css.substring(css.indexOf(' ') + 1);
    }

    TicketLink asInferred(boolean whether) {
        return new TicketLink(id, title, css, known, whether);
    }
}
