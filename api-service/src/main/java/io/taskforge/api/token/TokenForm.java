package io.taskforge.api.token;

import io.taskforge.api.failure.TokenRefusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A body of {@code application/x-www-form-urlencoded}. What is not known is passed over (RFC 6749, 3.2). */
final class TokenForm {

    private final Map<String, String> values;

    private TokenForm(Map<String, String> values) {
        this.values = values;
    }

    /** @throws TokenRefusal {@code invalid_request} when it cannot be read, or does not say which of two values counts */
    static TokenForm parse(byte[] body) {
        Map<String, String> values = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0]);
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            if (!name.isEmpty() && values.put(name, value) != null) {
                throw TokenRefusal.invalidRequest("A parameter is given more than once.");
            }
        }
        return new TokenForm(values);
    }

    /** Empty also for one without a value, which counts as left out. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw TokenRefusal.invalidRequest("The body is not application/x-www-form-urlencoded.");
        }
    }
}
