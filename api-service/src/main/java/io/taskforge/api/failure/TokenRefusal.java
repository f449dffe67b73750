package io.taskforge.api.failure;

import java.util.Locale;

/** Why a key is not exchanged for a token, in the words of RFC 6749, 5.2. What has no word there is a {@link RequestFailure}. */
public final class TokenRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    enum Error {
        INVALID_REQUEST(400),
        INVALID_CLIENT(401),
        UNSUPPORTED_GRANT_TYPE(400),
        INVALID_SCOPE(400);

        private final int status;

        Error(int status) {
            this.status = status;
        }

        /** As on the wire. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        int status() {
            return status;
        }
    }

    private final Error error;

    private TokenRefusal(Error error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    /** @param description for the client, in ASCII without quotes and backslashes; nothing of what it sent */
    public static TokenRefusal invalidRequest(String description) {
        return new TokenRefusal(Error.INVALID_REQUEST, description);
    }

    /** No key was shown, or in no way that is known. */
    public static TokenRefusal missingClient() {
        return invalidClient("Show an API key as Bearer, as Basic with its key id as user, or as client_secret.");
    }

    /** One text for every reason, so that a stolen key's state cannot be probed. */
    public static TokenRefusal invalidClient() {
        return invalidClient("The API key is not known, has expired or was revoked; get a new one.");
    }

    /** @param description as of every refusal */
    public static TokenRefusal invalidClient(String description) {
        return new TokenRefusal(Error.INVALID_CLIENT, description);
    }

    /** @param description as of every refusal */
    public static TokenRefusal unsupportedGrantType(String description) {
        return new TokenRefusal(Error.UNSUPPORTED_GRANT_TYPE, description);
    }

    /** @param description as of every refusal */
    public static TokenRefusal invalidScope(String description) {
        return new TokenRefusal(Error.INVALID_SCOPE, description);
    }

    Error error() {
        return error;
    }
}
