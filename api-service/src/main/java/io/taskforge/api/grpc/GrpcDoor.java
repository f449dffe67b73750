package io.taskforge.api.grpc;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.impl.Deployment;
import io.vertx.core.impl.VertxInternal;
import io.vertx.grpc.VertxServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Field;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The framework's server of gRPC, to close it in good time. The framework itself closes it last of all, when what answers calls is gone,
 * and does not give it away: it is looked for among what runs on Vert.x. Not closed by ending that verticle either, after which calls that
 * are on their way find no thread.
 */
@ApplicationScoped
@RegisterForReflection(classNames = GrpcDoor.VERTICLE, fields = true, methods = false)
class GrpcDoor {

    static final String VERTICLE = "io.quarkus.grpc.runtime.GrpcServerRecorder$GrpcServerVerticle";

    private static final String SERVER = "grpcServer";

    private final Vertx vertx;

    GrpcDoor(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Nobody is let in any more; each connection is told to go elsewhere, with GOAWAY, and ends when its calls are answered. */
    void close() {
        servers().forEach(server -> server.getRawServer().shutdown());
    }

    Stream<VertxServer> servers() {
        VertxInternal running = (VertxInternal) vertx;
        return running.deploymentIDs().stream()
                .map(running::getDeployment)
                .filter(Objects::nonNull)
                .map(Deployment::getVerticles)
                .flatMap(verticles -> verticles.stream().flatMap(GrpcDoor::server));
    }

    private static Stream<VertxServer> server(Verticle verticle) {
        if (!verticle.getClass().getName().equals(VERTICLE)) {
            return Stream.empty();
        }
        try {
            Field field = verticle.getClass().getDeclaredField(SERVER);
            field.setAccessible(true);
            return Optional.ofNullable(field.get(verticle)).map(VertxServer.class::cast).stream();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of the framework keeps its server of gRPC elsewhere", e);
        }
    }
}
