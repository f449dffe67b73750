package io.taskforge.api.serving;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.taskforge.model.settings.Refusals;
import io.taskforge.model.settings.SettingFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes {@code TASKFORGE_TLS_CERTIFICATE_FILE} and {@code TASKFORGE_TLS_KEY_FILE} an entry of the framework's registry of certificates,
 * and has both doors use it on their usual ports, where plain HTTP and plain gRPC are answered no more. Nothing is told of reloading:
 * {@link DoorCertificate} sees to that.
 */
public final class DoorSettings implements ConfigSourceFactory {

    /** The entry of the registry. */
    public static final String CERTIFICATE = "taskforge";

    private static final String CERTIFICATE_FILE = "TASKFORGE_TLS_CERTIFICATE_FILE";
    private static final String KEY_FILE = "TASKFORGE_TLS_KEY_FILE";
    private static final String REGISTRY = "quarkus.tls." + CERTIFICATE + ".";

    /** Above application.properties (250), below the environment (300): a single setting can still be overridden. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        try {
            putCertificate(settings, file(context, "certificate-file"), file(context, "key-file"));
        } catch (IllegalArgumentException e) {
            settings.put(Refusals.property("tls"), e.getMessage());
        }
        if (value(context, "taskforge.migrations")
                .filter("only"::equalsIgnoreCase)
                .isPresent()) {
            settings.put("quarkus.http.host-enabled", "false");
            // As part of HTTP, which does not listen.
            settings.put("quarkus.grpc.server.use-separate-server", "false");
        }
        return List.of(new PropertiesConfigSource(settings, "TaskForge doors", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static void putCertificate(Map<String, String> settings, Optional<Path> certificate, Optional<Path> key) {
        if (certificate.isEmpty() && key.isEmpty()) {
            return;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("Set both " + CERTIFICATE_FILE + " and " + KEY_FILE + ", or neither.");
        }
        SettingFile.certificates(CERTIFICATE_FILE, certificate.get());
        SettingFile.requirePrivateKey(KEY_FILE, key.get());
        settings.put(REGISTRY + "key-store.pem.door.cert", certificate.get().toString());
        settings.put(REGISTRY + "key-store.pem.door.key", key.get().toString());
        settings.put(REGISTRY + "protocols", "TLSv1.3,TLSv1.2");
        settings.put("quarkus.http.tls-configuration-name", CERTIFICATE);
        settings.put("quarkus.http.insecure-requests", "disabled");
        settings.put("quarkus.http.ssl-port", "${quarkus.http.port}");
        // Whoever can speak it says so with its first word (ALPN); without a certificate nobody may.
        settings.put("quarkus.http.http2", "true");
        settings.put("quarkus.grpc.server.plain-text", "false");
        settings.put("taskforge.public-base-url", "https://127.0.0.1:${quarkus.http.port}");
    }

    private static Optional<Path> file(ConfigSourceContext context, String name) {
        return value(context, "taskforge.tls." + name).map(text -> Path.of(text.strip()));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(text -> !text.isBlank());
    }
}
