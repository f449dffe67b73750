package io.taskforge.model.settings;

import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.settings.ProductionRules.Environment;
import io.taskforge.model.settings.ProductionRules.Findings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Lets no service start with settings that cannot be right, and none in production with settings that are for development. */
@ApplicationScoped
public class SettingsGuard {

    private static final Logger LOG = Logger.getLogger(SettingsGuard.class);

    /** Before anything else looks at them. */
    private static final int FIRST = 1;

    private static final String ENVIRONMENT = "taskforge.environment";

    private final Config config;

    SettingsGuard(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(FIRST) StartupEvent start) {
        List<String> refusals = Refusals.in(config);
        if (!refusals.isEmpty()) {
            throw StartRefusal.because(refusals);
        }
        Findings findings =
                new ProductionRules(new ServerPlace(ServerPlace.Addresses.ofSystem()), this::setting).findings();
        findings.warnings().forEach(LOG::warn);
        if (environment() == Environment.DEVELOPMENT) {
            findings.errors().forEach(line -> LOG.warnf("Production refuses this: %s", line));
        } else if (!findings.errors().isEmpty()) {
            throw StartRefusal.because(findings.errors());
        }
    }

    private Environment environment() {
        String name = setting(ENVIRONMENT).orElse(Environment.PRODUCTION.name());
        return Arrays.stream(Environment.values())
                .filter(each -> each.name().equalsIgnoreCase(name.strip()))
                .findAny()
                .orElseThrow(() -> StartRefusal.because("TASKFORGE_ENVIRONMENT must be "
                        + Environment.PRODUCTION.name().toLowerCase(Locale.ROOT) + " or "
                        + Environment.DEVELOPMENT.name().toLowerCase(Locale.ROOT) + "."));
    }

    private Optional<String> setting(String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }
}
