package io.taskforge.api.client;

import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.settings.StartRefusal;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the pepper from {@code TASKFORGE_KEY_PEPPER}, and refuses to start without: a made-up one would void every key at each start. */
@Singleton
class PepperSetting {

    private static final int BEFORE_THE_DATABASE = 50;

    private final Optional<String> setting;

    PepperSetting(@ConfigProperty(name = "taskforge.key-pepper") Optional<String> setting) {
        this.setting = setting;
    }

    void check(@Observes @Priority(BEFORE_THE_DATABASE) StartupEvent start) {
        pepper();
    }

    @Produces
    @Singleton
    Pepper pepper() {
        return setting.flatMap(hex -> Pepper.parse(hex.strip()))
                .orElseThrow(() -> StartRefusal.because(
                        "TASKFORGE_KEY_PEPPER must be 64 hexadecimal digits, the same for every api-service:"
                                + " make them once with 'openssl rand -hex 32' and keep them secret."));
    }
}
