package io.taskforge.api.grpc;

import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.quarkus.grpc.runtime.health.GrpcHealthStorage;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.api.database.DatabaseState;
import io.taskforge.api.drain.Draining;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.settings.StartRefusal;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells {@code grpc.health.v1.Health} whether the service can do anything, which it cannot without its database. */
@ApplicationScoped
class ServingState {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Before a database is migrated in vain. */
    private static final int FIRST = 10;

    private final DatabaseState database;
    private final GrpcHealthStorage health;
    private final GrpcDoor door;
    private final Draining draining;
    private final Timers timers;
    private final String address;
    private final AtomicBoolean asking = new AtomicBoolean();

    ServingState(
            DatabaseState database,
            GrpcHealthStorage health,
            GrpcDoor door,
            Draining draining,
            Timers timers,
            @ConfigProperty(name = "quarkus.grpc.server.host") String host,
            @ConfigProperty(name = "quarkus.grpc.server.port") int port) {
        this.database = database;
        this.health = health;
        this.door = door;
        this.draining = draining;
        this.timers = timers;
        this.address = host + ":" + port;
    }

    /** The framework has tried to listen by now, says SERVING where it does, and goes on without this door where it does not. */
    void start(@Observes @Priority(FIRST) StartupEvent start) {
        if (health.getStatuses().get(TicketsServiceGrpc.SERVICE_NAME) != ServingStatus.SERVING) {
            throw StartRefusal.because(
                    "gRPC cannot listen on " + address
                            + ", which is taken or not an address of this machine; set TASKFORGE_GRPC_HOST and TASKFORGE_GRPC_PORT.");
        }
        timers.every(INTERVAL, timer -> look());
    }

    /** Calls that are open are answered; new ones go to another replica. */
    void leave(@Observes ShutdownDelayInitiatedEvent stop) {
        tell(false);
        door.close();
    }

    /** One question at a time: a database that is away answers late. */
    private void look() {
        if (!draining.begun() && asking.compareAndSet(false, true)) {
            database.serves()
                    .onTermination()
                    .invoke(() -> asking.set(false))
                    .subscribe()
                    .with(this::tell);
        }
    }

    private void tell(boolean answers) {
        boolean serves = answers && !draining.begun();
        ServingStatus status = serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(GrpcHealthStorage.DEFAULT_SERVICE_NAME, status);
        health.setStatus(TicketsServiceGrpc.SERVICE_NAME, status);
    }
}
