package io.taskforge.api.token;

import io.quarkus.runtime.StartupEvent;
import io.taskforge.api.failure.StartRefusal;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that tokens are signed and verified with, as configured; a start with one that cannot be used is refused. */
@Singleton
class TokenKeys {

    private static final int BEFORE_THE_DATABASE = 50;

    private static final String SIGNING_FORM = " must be one private EC key on P-256, as PKCS#8 in PEM:"
            + " make it with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256' and keep it secret.";
    private static final String PREVIOUS_FORM =
            "TASKFORGE_TOKEN_PREVIOUS_KEY must be EC keys on P-256 in PEM, each a PUBLIC KEY or a PRIVATE KEY.";

    private final TokenConfig config;

    private volatile Optional<TokenKey> signing = Optional.empty();
    private volatile List<TokenKey> accepted = List.of();

    TokenKeys(TokenConfig config) {
        this.config = config;
    }

    void load(@Observes @Priority(BEFORE_THE_DATABASE) StartupEvent start) {
        if (config.lifetime().toSeconds() < 1) {
            throw StartRefusal.because("taskforge.token.lifetime must be at least a second.");
        }
        Optional<TokenKey> signsWith = signingKey();
        List<TokenKey> known = new ArrayList<>();
        signsWith.ifPresent(known::add);
        config.previousKey().ifPresent(pem -> known.addAll(previousKeys(pem)));
        signing = signsWith;
        accepted = List.copyOf(known);
    }

    /** Empty when this service makes no tokens. */
    Optional<TokenKey> signing() {
        return signing;
    }

    /** The signing key and the previous ones. */
    List<TokenKey> accepted() {
        return accepted;
    }

    private Optional<TokenKey> signingKey() {
        if (config.signingKey().isPresent() && config.signingKeyFile().isPresent()) {
            throw StartRefusal.because(
                    "TASKFORGE_TOKEN_SIGNING_KEY and TASKFORGE_TOKEN_SIGNING_KEY_FILE are both set; set one of them.");
        }
        return config.signingKeyFile()
                .map(file -> signingKey(read(file), "The file named by TASKFORGE_TOKEN_SIGNING_KEY_FILE"))
                .or(() -> config.signingKey().map(pem -> signingKey(pem, "TASKFORGE_TOKEN_SIGNING_KEY")));
    }

    private static TokenKey signingKey(String pem, String setting) {
        List<TokenKey> found = keys(pem, setting + SIGNING_FORM);
        if (found.size() != 1 || !found.getFirst().signs()) {
            throw StartRefusal.because(setting + SIGNING_FORM);
        }
        return found.getFirst();
    }

    private static List<TokenKey> previousKeys(String pem) {
        return keys(pem, PREVIOUS_FORM).stream().map(TokenKey::verifyingOnly).toList();
    }

    private static List<TokenKey> keys(String pem, String expected) {
        try {
            return TokenKey.parse(pem);
        } catch (IllegalArgumentException e) {
            throw StartRefusal.because(expected);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw StartRefusal.because("The file named by TASKFORGE_TOKEN_SIGNING_KEY_FILE cannot be read: " + file);
        }
    }
}
