package io.taskforge.api.serving;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.settings.StartRefusal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The certificate that both doors show, and the one after it once its files have changed.
 *
 * <p>The framework can do that for HTTP, whether the files have changed or not, and its server then closes the connections that come
 * while it does. Here the doors ask at each handshake, and nothing else changes.
 */
@ApplicationScoped
public class DoorCertificate implements HttpServerOptionsCustomizer {

    private static final Logger LOG = Logger.getLogger(DoorCertificate.class);

    /** Before a database is migrated in vain. */
    private static final int FIRST = 10;

    private final Optional<TlsConfiguration> files;
    private final Vertx vertx;
    private final Timers timers;
    private final Duration reload;
    private final ReplaceableCertificate certificate = new ReplaceableCertificate();

    /** Why the files that the start found cannot be used; null when they can. */
    private String unusable;

    DoorCertificate(
            TlsConfigurationRegistry registry,
            Vertx vertx,
            Timers timers,
            @ConfigProperty(name = "taskforge.tls.reload", defaultValue = "1M") Duration reload) {
        this.files = registry.get(DoorSettings.CERTIFICATE);
        this.vertx = vertx;
        this.timers = timers;
        this.reload = reload;
        try {
            files.ifPresent(this::take);
        } catch (IllegalStateException e) {
            unusable = e.getMessage();
        }
    }

    /** Of this moment, whenever that is; empty where nothing is encrypted. */
    public Optional<KeyCertOptions> current() {
        return files.map(any -> KeyCertOptions.wrap(certificate));
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        current().ifPresent(options::setKeyCertOptions);
    }

    void start(@Observes @Priority(FIRST) StartupEvent start) {
        if (unusable != null) {
            throw StartRefusal.because(
                    "The files in TASKFORGE_TLS_CERTIFICATE_FILE and TASKFORGE_TLS_KEY_FILE cannot be used: " + unusable
                            + ".");
        }
        files.ifPresent(entry -> timers.every(
                reload,
                timer -> vertx.executeBlocking(() -> {
                    look(entry);
                    return null;
                })));
    }

    /** Files that are half written, or do not belong together, are left for the next look. */
    private void look(TlsConfiguration entry) {
        try {
            if (entry.reload() && take(entry)) {
                LOG.info(
                        "The certificate in TASKFORGE_TLS_CERTIFICATE_FILE was replaced; new connections get the new one.");
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The files in TASKFORGE_TLS_CERTIFICATE_FILE and TASKFORGE_TLS_KEY_FILE cannot be used, and the certificate of before goes on being shown: %s",
                    e.getMessage());
        }
    }

    /** @return whether it is another one than before */
    private boolean take(TlsConfiguration entry) {
        try {
            KeyStore store = entry.getKeyStore();
            X509Certificate shown =
                    (X509Certificate) store.getCertificate(store.aliases().nextElement());
            return certificate.become(
                    shown,
                    entry.getKeyStoreOptions().getKeyManagerFactory(vertx).getKeyManagers());
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
