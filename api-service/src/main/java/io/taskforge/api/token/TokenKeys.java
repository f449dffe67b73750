package io.taskforge.api.token;

import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.settings.StartRefusal;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that tokens are signed and verified with; a start with one that cannot be used is refused. */
@Singleton
class TokenKeys {

    private static final int BEFORE_THE_DATABASE = 50;

    private static final String SIGNING = "TASKFORGE_TOKEN_SIGNING_KEY";
    private static final String SIGNING_FORM = SIGNING + " must be one private EC key on P-256, as PKCS#8 in PEM:"
            + " make it with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256' and keep it secret.";
    private static final String PREVIOUS_FORM =
            "TASKFORGE_TOKEN_PREVIOUS_KEY must be EC keys on P-256 in PEM, each a PUBLIC KEY or a PRIVATE KEY.";

    /**
     * @param signing empty when this service makes no tokens
     * @param accepted whose tokens count
     */
    record Loaded(Optional<TokenKey> signing, List<TokenKey> accepted) {

        static final Loaded NONE = new Loaded(Optional.empty(), List.of());

        /** @throws IllegalArgumentException with what to do about it, and nothing of a key */
        static Loaded from(TokenConfig config) {
            if (config.lifetime().toSeconds() < 1) {
                throw new IllegalArgumentException("taskforge.token.lifetime must be at least a second.");
            }
            Optional<TokenKey> signing = config.signingKey().map(TokenKeys::signingKey);
            List<TokenKey> accepted = new ArrayList<>();
            signing.ifPresent(accepted::add);
            config.previousKey().ifPresent(pem -> keys(pem, PREVIOUS_FORM)
                    .forEach(previous -> accepted.add(previous.verifyingOnly())));
            return new Loaded(signing, List.copyOf(accepted));
        }
    }

    private final TokenConfig config;
    private volatile Loaded loaded = Loaded.NONE;

    TokenKeys(TokenConfig config) {
        this.config = config;
    }

    void load(@Observes @Priority(BEFORE_THE_DATABASE) StartupEvent start) {
        try {
            loaded = Loaded.from(config);
        } catch (IllegalArgumentException e) {
            throw StartRefusal.because(e.getMessage());
        }
    }

    /** Empty when this service makes no tokens. */
    Optional<TokenKey> signing() {
        return loaded.signing();
    }

    /** The signing key and the previous ones. */
    List<TokenKey> accepted() {
        return loaded.accepted();
    }

    private static TokenKey signingKey(String pem) {
        List<TokenKey> found = keys(pem, SIGNING_FORM);
        if (found.size() != 1 || !found.getFirst().signs()) {
            throw new IllegalArgumentException(SIGNING_FORM);
        }
        return found.getFirst();
    }

    private static List<TokenKey> keys(String pem, String expected) {
        try {
            return TokenKey.parse(pem);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expected, e);
        }
    }
}
