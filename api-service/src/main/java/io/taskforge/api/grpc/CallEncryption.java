package io.taskforge.api.grpc;

import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.taskforge.api.serving.DoorCertificate;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.enterprise.context.ApplicationScoped;

/** Encrypts gRPC with the service's certificate, where there is one. The framework's own settings would read it once and for all. */
@ApplicationScoped
class CallEncryption implements ServerBuilderCustomizer<VertxServerBuilder> {

    private final DoorCertificate certificate;

    CallEncryption(DoorCertificate certificate) {
        this.certificate = certificate;
    }

    /** Before the framework's own settings, which say that all is encrypted and name no certificate. */
    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder builder) {
        certificate.current().ifPresent(shown -> builder.useSsl(options -> options.setKeyCertOptions(shown)));
    }
}
