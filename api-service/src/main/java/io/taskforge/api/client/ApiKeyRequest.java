package io.taskforge.api.client;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks who is behind a bearer token, whichever door it came through. */
final class ApiKeyRequest extends BaseAuthenticationRequest {

    private final String token;

    ApiKeyRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
