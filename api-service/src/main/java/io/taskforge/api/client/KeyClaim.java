package io.taskforge.api.client;

import io.taskforge.model.job.ClientId;
import java.time.Instant;
import java.util.Set;

/** That a bearer token speaks for a key, to be held against the key's row. */
public sealed interface KeyClaim {

    /** Names the key; no secret. */
    String keyId();

    /**
     * The key itself.
     *
     * @param secretHash of the secret that was shown, as it is stored
     */
    record Secret(String keyId, byte[] secretHash) implements KeyClaim {}

    /**
     * A signed token that the key was exchanged for; the signature was verified.
     *
     * @param client whose key it was
     * @param scopes of the token, as on the wire; counted only as far as the key has them still
     * @param expiry from when on the token is void
     */
    record Exchanged(String keyId, ClientId client, Set<String> scopes, Instant expiry) implements KeyClaim {}
}
