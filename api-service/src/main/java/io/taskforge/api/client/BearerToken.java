package io.taskforge.api.client;

import java.util.List;
import java.util.Optional;

/** Takes the token out of {@code Authorization: Bearer}. Another scheme is the same as none. */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    /** No form of token has this text: two headers do not say which of them counts. */
    private static final String AMBIGUOUS = "";

    private BearerToken() {}

    /** @param authorization every value that was sent under that name */
    static Optional<String> in(List<String> authorization) {
        if (authorization.size() > 1) {
            return Optional.of(AMBIGUOUS);
        }
        String value = authorization.isEmpty() ? "" : authorization.getFirst();
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(value.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
