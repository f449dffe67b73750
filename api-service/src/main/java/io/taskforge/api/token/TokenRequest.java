package io.taskforge.api.token;

import io.taskforge.api.body.Form;
import io.taskforge.api.failure.TokenRefusal;
import io.taskforge.model.client.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client asks the token endpoint for (RFC 6749, 4.4.2).
 *
 * @param key which it shows; not looked up yet
 * @param scopes that the token is to have; empty for all that the key has
 */
record TokenRequest(ApiKey key, Optional<Set<String>> scopes) {

    private static final String GRANT = "client_credentials";

    /**
     * @param authorization every value that was sent under that name
     * @throws TokenRefusal for whatever can be said without looking the key up
     */
    static TokenRequest of(List<String> authorization, byte[] body) {
        Form form = Form.parse(body)
                .orElseThrow(() -> TokenRefusal.invalidRequest("The body is not application/x-www-form-urlencoded."));
        if (form.repeats()) {
            throw TokenRefusal.invalidRequest("A parameter is given more than once.");
        }
        String grant = form.value("grant_type")
                .orElseThrow(
                        () -> TokenRefusal.invalidRequest("grant_type is missing; the only one is " + GRANT + "."));
        if (!grant.equals(GRANT)) {
            throw TokenRefusal.unsupportedGrantType("The only grant_type is " + GRANT + ".");
        }
        ApiKey key = key(authorization, form.value("client_secret"));
        if (form.value("client_id").filter(id -> !id.equals(key.keyId())).isPresent()) {
            throw TokenRefusal.invalidClient();
        }
        return new TokenRequest(key, form.value("scope").map(TokenRequest::scopes));
    }

    private static Set<String> scopes(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ApiKey key(List<String> authorization, Optional<String> secret) {
        if (authorization.size() + secret.stream().count() > 1) {
            throw TokenRefusal.invalidRequest(
                    "The API key is shown more than once; show it as Bearer, as Basic, or as client_secret.");
        }
        return authorization.isEmpty()
                ? parsed(secret.orElseThrow(TokenRefusal::missingClient))
                : inHeader(authorization.getFirst());
    }

    private static ApiKey inHeader(String authorization) {
        String[] parts = authorization.strip().split(" +", 2);
        if (parts.length < 2) {
            throw TokenRefusal.missingClient();
        }
        if (parts[0].equalsIgnoreCase("Bearer")) {
            return parsed(parts[1]);
        }
        if (parts[0].equalsIgnoreCase("Basic")) {
            return ofUserAndPassword(parts[1]);
        }
        throw TokenRefusal.missingClient();
    }

    private static ApiKey ofUserAndPassword(String base64) {
        String[] parts = decoded(base64).split(":", 2);
        ApiKey key = parsed(parts[parts.length - 1]);
        if (parts.length < 2 || !parts[0].equals(key.keyId())) {
            throw TokenRefusal.invalidClient();
        }
        return key;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw TokenRefusal.invalidClient();
        }
    }

    /** Only a key: a token that could be exchanged for another would never end. */
    private static ApiKey parsed(String text) {
        return ApiKey.parse(text).orElseThrow(TokenRefusal::invalidClient);
    }
}
