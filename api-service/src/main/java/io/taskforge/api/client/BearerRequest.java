package io.taskforge.api.client;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks who is behind what was shown as a bearer token. */
final class BearerRequest extends BaseAuthenticationRequest {

    private final String bearer;
    private final Peer peer;

    BearerRequest(String bearer, Peer peer) {
        this.bearer = bearer;
        this.peer = peer;
    }

    String bearer() {
        return bearer;
    }

    Peer peer() {
        return peer;
    }
}
