package io.taskforge.worker.intake;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.settings.DatabaseVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the database answers and has the tables that this build was written for; the api-service migrates them. */
@Readiness
@ApplicationScoped
public class SchemaReadiness implements AsyncHealthCheck {

    private static final String NAME = "database schema";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DatabaseVersion database;

    SchemaReadiness(DatabaseVersion database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.found()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(found -> HealthCheckResponse.named(NAME)
                        .status(found >= DatabaseVersion.NEEDED)
                        .withData("found", found)
                        .withData("needed", DatabaseVersion.NEEDED)
                        .build())
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                        .down()
                        .withData("needed", DatabaseVersion.NEEDED)
                        .build());
    }
}
