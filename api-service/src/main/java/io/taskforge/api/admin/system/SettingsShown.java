package io.taskforge.api.admin.system;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The settings that are in force in this replica, for whoever wonders which. Secrets are named and not shown. */
@ApplicationScoped
class SettingsShown {

    /** @param value empty when it is not set */
    record Setting(String name, String value) {}

    private static final String OURS = "taskforge.";
    private static final String HIDDEN = "set, and not shown";

    private static final Pattern SECRET = Pattern.compile(".*(pepper|password|secret|token|signing-key|api-key).*");

    /** Named like secrets, and none. */
    private static final Set<String> NO_SECRETS = Set.of("taskforge.admin.password-file");

    private final Config config;

    SettingsShown(Config config) {
        this.config = config;
    }

    /** By name. */
    List<Setting> all() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(OURS))
                .distinct()
                .sorted()
                .map(name -> new Setting(
                        name, shown(name, config.getConfigValue(name).getValue())))
                .toList();
    }

    static String shown(String name, String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        boolean secret = SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches() && !NO_SECRETS.contains(name);
        return secret ? HIDDEN : withoutUser(value);
    }

    /** A URL without who signs in there and how. */
    private static String withoutUser(String value) {
        if (!value.contains("://")) {
            return value;
        }
        try {
            URI url = URI.create(value);
            String host = url.getRawAuthority();
            return host == null || host.indexOf('@') < 0
                    ? value
                    : url.getScheme() + "://" + host.substring(host.lastIndexOf('@') + 1) + url.getRawPath();
        } catch (IllegalArgumentException e) {
            return HIDDEN;
        }
    }
}
