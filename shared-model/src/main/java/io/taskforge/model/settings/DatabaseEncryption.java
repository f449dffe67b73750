package io.taskforge.model.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code sslmode} in {@code TASKFORGE_DATABASE_URL} and {@code TASKFORGE_DATABASE_CA_FILE} ask of the two clients of the database,
 * which name the same things differently: the reactive pool takes settings, JDBC parameters of its URL.
 *
 * @param mode as libpq has it; only {@code verify-full} tells whose server it is
 * @param ca the authorities that count; empty for those of the Java platform
 */
record DatabaseEncryption(String mode, Optional<Path> ca) {

    static final String FULL = "verify-full";

    private static final String VERIFIES = "verify-";
    private static final List<String> MODES = List.of("disable", "allow", "prefer", "require", "verify-ca", FULL);

    /** @throws IllegalArgumentException for what cannot be meant */
    static DatabaseEncryption of(Endpoint endpoint, Optional<Path> ca) {
        String url = Secret.DATABASE_URL.variable();
        if (endpoint.parameter("sslrootcert").isPresent()) {
            throw new IllegalArgumentException("Name the file with the authority's certificate in "
                    + ConnectionSettings.DATABASE_CA + ", not as sslrootcert in " + url + ".");
        }
        String mode = endpoint.parameter("sslmode").orElse("disable");
        if (!MODES.contains(mode)) {
            throw new IllegalArgumentException(
                    "The sslmode in " + url + " must be one of " + String.join(", ", MODES) + "; take verify-full.");
        }
        ca.ifPresent(file -> SettingFile.certificates(ConnectionSettings.DATABASE_CA, file));
        if (ca.isPresent() && !mode.startsWith(VERIFIES)) {
            throw new IllegalArgumentException(ConnectionSettings.DATABASE_CA + " does nothing as long as " + url
                    + " does not end with ?sslmode=verify-full; add that, or unset the file.");
        }
        return new DatabaseEncryption(mode, ca);
    }

    /** For the end of a URL that has its {@code sslmode} already, where it verifies at all. */
    String jdbcParameters() {
        if (!mode.startsWith(VERIFIES)) {
            return "";
        }
        return ca.map(file -> "&sslrootcert=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8))
                // Without it the driver looks for a file in the home directory.
                .orElse("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    }

    Map<String, String> poolSettings() {
        Map<String, String> settings = new HashMap<>();
        if (mode.equals(FULL)) {
            settings.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
        }
        ca.ifPresent(file -> {
            settings.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
            settings.put("quarkus.datasource.reactive.trust-certificate-pem.certs", file.toString());
        });
        return settings;
    }
}
