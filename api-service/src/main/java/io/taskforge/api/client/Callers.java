package io.taskforge.api.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.failure.RequestFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says who stands at a door that the framework's own security does not guard. */
@ApplicationScoped
public class Callers {

    private final ApiKeys keys;

    Callers(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * Fails with {@code missing_credentials}, {@code invalid_credentials} or {@code client_disabled}.
     *
     * @param authorization every value that was sent under that name
     */
    public Uni<Caller> who(List<String> authorization) {
        return BearerToken.in(authorization)
                .map(token -> keys.standing(token).map(Callers::admitted))
                .orElseGet(() -> Uni.createFrom().failure(RequestFailure.missingCredentials()));
    }

    private static Caller admitted(KeyStanding standing) {
        return switch (standing) {
            case KeyStanding.InForce inForce -> Caller.of(inForce);
            case KeyStanding.NotInForce notInForce -> throw RequestFailure.invalidCredentials();
        };
    }
}
