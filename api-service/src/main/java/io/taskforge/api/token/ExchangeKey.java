package io.taskforge.api.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.Caller;
import io.taskforge.api.client.Callers;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.client.Peer;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.TokenRefusal;
import io.taskforge.api.limit.ClientLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A key on its way to being a token: look it up ▶ limit ▶ narrow its scopes ▶ sign. */
@ApplicationScoped
class ExchangeKey {

    private final TokenConfig config;
    private final Callers callers;
    private final ClientLimits limits;
    private final AccessTokens tokens;

    ExchangeKey(TokenConfig config, Callers callers, ClientLimits limits, AccessTokens tokens) {
        this.config = config;
        this.callers = callers;
        this.limits = limits;
        this.tokens = tokens;
    }

    /**
     * A token as it is answered with (RFC 6749, 5.1).
     *
     * @param expiresIn seconds
     * @param scope separated by spaces
     */
    @RegisterForReflection
    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope) {}

    /**
     * Fails with a {@link TokenRefusal}, or with {@code rate_limited}.
     *
     * @param known told whose key it is, as soon as that is known
     */
    Uni<Token> asked(TokenRequest request, TokenKey signing, Peer peer, Consumer<CallingClient> known) {
        return callers.behind(request.key().reveal(), () -> peer)
                .onFailure(RequestFailure.class)
                .transform(failure -> refusal((RequestFailure) failure))
                .invoke(caller -> known.accept(caller.client()))
                .invoke(caller -> limits.reading(caller.client()).ifPresent(refusal -> {
                    throw refusal;
                }))
                .map(caller -> token(caller, scopes(request, caller), signing));
    }

    private static RuntimeException refusal(RequestFailure failure) {
        if (failure.code() == FailureCode.INVALID_CREDENTIALS) {
            return TokenRefusal.invalidClient();
        }
        return failure.code() == FailureCode.CLIENT_DISABLED
                ? TokenRefusal.invalidClient(failure.getMessage())
                : failure;
    }

    private static Set<String> scopes(TokenRequest request, Caller caller) {
        Set<String> scopes = request.scopes().orElse(caller.scopes());
        if (caller.scopes().isEmpty()) {
            throw TokenRefusal.invalidScope("This API key has no scopes.");
        }
        if (!caller.scopes().containsAll(scopes)) {
            throw TokenRefusal.invalidScope("A token may have no scope but those of its API key: "
                    + String.join(" ", new TreeSet<>(caller.scopes())));
        }
        return scopes;
    }

    private Token token(Caller caller, Set<String> scopes, TokenKey signing) {
        return new Token(
                tokens.make(signing, caller.client(), scopes),
                "Bearer",
                config.lifetime().toSeconds(),
                String.join(" ", new TreeSet<>(scopes)));
    }
}
