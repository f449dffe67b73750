package io.taskforge.api.client;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.client.Scope;
import java.util.Set;

/**
 * A client at a door, and what its key allows.
 *
 * @param scopes as on the wire
 */
public record Caller(CallingClient client, Set<String> scopes) {

    /** @throws RequestFailure {@code client_disabled} */
    static Caller of(KeyStanding.InForce key) {
        if (key.clientDisabled()) {
            throw new RequestFailure(
                    FailureCode.CLIENT_DISABLED, "The client of this API key is disabled; ask its administrator.");
        }
        return new Caller(key.client(), key.scopes());
    }

    /** @throws RequestFailure {@code insufficient_scope} */
    public void require(Scope scope) {
        require(scope.wireName());
    }

    void require(String scope) {
        if (!scopes.contains(scope)) {
            throw RequestFailure.scopeMissing(scope);
        }
    }
}
