package io.taskforge.api.callback;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.WebhookSecret;
import io.taskforge.model.job.CallbackDeliveries;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.DueCallback;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a client's callbacks are signed with. A client that has no secret gets one with its first callback, so that none goes unsigned. */
@ApplicationScoped
class CallbackSecrets {

    private final CallbackDeliveries callbacks;
    private final Pepper pepper;
    private final SecureRandom random = new SecureRandom();

    CallbackSecrets(CallbackDeliveries callbacks, Pepper pepper) {
        this.callbacks = callbacks;
        this.pepper = pepper;
    }

    /**
     * The client's secret, then the one that it replaced if that counts still. Empty when the first does not open, which another pepper
     * makes of all of them. Fails only when the database does.
     */
    Uni<List<WebhookSecret>> of(DueCallback callback) {
        ClientId client = callback.job().clientId();
        return callback.secret()
                .map(stored -> Uni.createFrom().item(stored))
                .orElseGet(() -> made(client))
                .map(stored -> WebhookSecret.open(stored, pepper, client))
                .map(current -> current.isEmpty()
                        ? List.<WebhookSecret>of()
                        : Stream.of(current, before(callback, client))
                                .flatMap(Optional::stream)
                                .toList());
    }

    private Optional<WebhookSecret> before(DueCallback callback, ClientId client) {
        return callback.secretBefore().flatMap(stored -> WebhookSecret.open(stored, pepper, client));
    }

    private Uni<byte[]> made(ClientId client) {
        return Uni.createFrom()
                .item(() -> WebhookSecret.mint(random).seal(pepper, client, random))
                .flatMap(stored -> DatabaseCall.write(callbacks.secretMade(client, stored)));
    }
}
