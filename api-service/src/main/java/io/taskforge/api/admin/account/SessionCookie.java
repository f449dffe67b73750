package io.taskforge.api.admin.account;

import io.taskforge.model.admin.SecretToken;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/**
 * Where a browser keeps its session. {@code __Host-} binds it to this very host, {@code Secure} to HTTPS (browsers take loopback for
 * as good), {@code HttpOnly} hides it from scripts, {@code SameSite=Strict} from requests that other sites cause. It ends with the
 * browser at the latest.
 */
final class SessionCookie {

    static final String NAME = "__Host-taskforge-admin";

    private SessionCookie() {}

    static NewCookie of(SecretToken token) {
        return with(token.reveal(), NewCookie.DEFAULT_MAX_AGE);
    }

    /** Takes it away. */
    static NewCookie gone() {
        return with("", 0);
    }

    /** Empty when there is none, or none that could be ours. */
    static Optional<SecretToken> in(RoutingContext request) {
        Cookie cookie = request.request().getCookie(NAME);
        return cookie == null ? Optional.empty() : SecretToken.parse(cookie.getValue());
    }

    private static NewCookie with(String value, int maxAge) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
