package io.taskforge.api.grpc;

import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.quarkus.grpc.runtime.health.GrpcHealthStorage;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.api.database.DatabaseState;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells {@code grpc.health.v1.Health} whether the service can do anything, which it cannot without its database. */
@ApplicationScoped
class ServingState {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final DatabaseState database;
    private final GrpcHealthStorage health;
    private final Vertx vertx;
    private final AtomicBoolean asking = new AtomicBoolean();

    ServingState(DatabaseState database, GrpcHealthStorage health, Vertx vertx) {
        this.database = database;
        this.health = health;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent start) {
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> look());
    }

    /** One question at a time: a database that is away answers late. */
    private void look() {
        if (asking.compareAndSet(false, true)) {
            database.serves()
                    .onTermination()
                    .invoke(() -> asking.set(false))
                    .subscribe()
                    .with(this::tell);
        }
    }

    private void tell(boolean serves) {
        ServingStatus status = serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(GrpcHealthStorage.DEFAULT_SERVICE_NAME, status);
        health.setStatus(TicketsServiceGrpc.SERVICE_NAME, status);
    }
}
