package io.taskforge.api.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.failure.RequestFailure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Says who stands at a door. Answers on the event loop that it was asked on, and on no other thread. */
@ApplicationScoped
public class Callers {

    private final Credentials credentials;
    private final KeyUse use;

    Callers(Credentials credentials, KeyUse use) {
        this.credentials = credentials;
        this.use = use;
    }

    /**
     * Fails with {@code missing_credentials}, {@code invalid_credentials}, {@code client_disabled} or {@code rate_limited}.
     *
     * @param authorization every value that was sent under that name
     * @param peer asked only about who is not known
     */
    public Uni<Caller> who(List<String> authorization, Supplier<Peer> peer) {
        return BearerToken.in(authorization).map(bearer -> behind(bearer, peer)).orElseGet(() -> Uni.createFrom()
                .failure(RequestFailure.missingCredentials()));
    }

    /**
     * Fails with {@code invalid_credentials}, {@code client_disabled} or {@code rate_limited}.
     *
     * @param bearer as it was shown, without the scheme
     * @param peer asked only about who is not known
     */
    public Uni<Caller> behind(String bearer, Supplier<Peer> peer) {
        Context asked = Vertx.currentContext();
        return credentials
                .standing(bearer, peer)
                .emitOn(command -> on(asked, command))
                .map(this::admitted);
    }

    private Caller admitted(KeyStanding standing) {
        return switch (standing) {
            case KeyStanding.InForce inForce -> {
                use.used(inForce.client().keyId());
                yield Caller.of(inForce);
            }
            case KeyStanding.NotInForce notInForce -> throw RequestFailure.invalidCredentials();
        };
    }

    private static void on(Context asked, Runnable command) {
        if (asked == null || asked == Vertx.currentContext()) {
            command.run();
        } else {
            asked.runOnContext(ignored -> command.run());
        }
    }
}
