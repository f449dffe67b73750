package io.taskforge.api.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.settings.DatabaseVersion;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers and has our tables. Not asked: the broker, for which the outbox waits. */
@Readiness
@ApplicationScoped
class DatabaseReady implements AsyncHealthCheck {

    private static final String NAME = "database";

    private final DatabaseState database;

    DatabaseReady(DatabaseState database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.version()
                .map(version -> HealthCheckResponse.named(NAME)
                        .status(version >= DatabaseVersion.NEEDED)
                        .withData("schema_version", version)
                        .build())
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
