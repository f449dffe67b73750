package io.taskforge.api.client;

import java.util.Set;

/** What is known of a bearer token that was shown. */
sealed interface KeyStanding {

    /**
     * A key in force, or a token that a key in force was exchanged for.
     *
     * @param scopes as on the wire
     */
    record InForce(CallingClient client, Set<String> scopes, boolean clientDisabled) implements KeyStanding {}

    /** Unknown, expired or revoked: which of them, nobody is told. */
    record NotInForce() implements KeyStanding {}
}
