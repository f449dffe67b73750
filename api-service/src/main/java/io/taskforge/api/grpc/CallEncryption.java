package io.taskforge.api.grpc;

import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.taskforge.api.serving.DoorSettings;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Encrypts gRPC with the certificate of the registry, where there is one, and with the one after it once that has been replaced. */
@ApplicationScoped
class CallEncryption implements ServerBuilderCustomizer<VertxServerBuilder> {

    private static final Logger LOG = Logger.getLogger(CallEncryption.class);

    private final TlsConfigurationRegistry registry;
    private final Vertx vertx;
    private final ReplaceableCertificate certificate = new ReplaceableCertificate();

    CallEncryption(TlsConfigurationRegistry registry, Vertx vertx) {
        this.registry = registry;
        this.vertx = vertx;
    }

    /** Before the framework's own settings, which say that all is encrypted and name no certificate. */
    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder builder) {
        registry.get(DoorSettings.CERTIFICATE).ifPresent(entry -> {
            take(entry.getKeyStoreOptions());
            builder.useSsl(options -> options.setKeyCertOptions(KeyCertOptions.wrap(certificate)));
        });
    }

    void replaced(@Observes CertificateUpdatedEvent event) {
        if (event.name().equals(DoorSettings.CERTIFICATE)) {
            take(event.tlsConfiguration().getKeyStoreOptions());
            LOG.info(
                    "The certificate in TASKFORGE_TLS_CERTIFICATE_FILE was replaced; new connections get the new one.");
        }
    }

    private void take(KeyCertOptions options) {
        try {
            certificate.become(options.getKeyManagerFactory(vertx).getKeyManagers());
        } catch (Exception e) {
            // The registry has read it before, so that it can be used.
            throw new IllegalStateException("the certificate of the doors cannot be used", e);
        }
    }
}
