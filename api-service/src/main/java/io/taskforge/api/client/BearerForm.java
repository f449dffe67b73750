package io.taskforge.api.client;

import java.util.Optional;

/** One form of what clients show as a bearer token. A text that no form fits is refused without a question. */
public interface BearerForm {

    /** By its looks alone, which costs next to nothing. */
    boolean fits(String bearer);

    /** Which key a text that fits speaks for; empty when it is seen to be false without the database. */
    Optional<KeyClaim> claim(String bearer);
}
