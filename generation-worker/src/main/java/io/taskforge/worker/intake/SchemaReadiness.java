package io.taskforge.worker.intake;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.settings.DatabaseVersion;
import io.taskforge.model.settings.SchemaState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the database answers and has the tables that this build was written for; the api-service migrates them. */
@Readiness
@ApplicationScoped
public class SchemaReadiness implements AsyncHealthCheck {

    private static final String NAME = "database schema";

    private final DatabaseVersion database;
    private final Optional<String> instance;

    /**
     * @param instance set by whoever starts this process, to tell its answer from that of another program on the port
     */
    SchemaReadiness(DatabaseVersion database, @ConfigProperty(name = "taskforge.instance") Optional<String> instance) {
        this.database = database;
        this.instance = instance;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.found().map(this::answer).onFailure().recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                .down()
                .withData("needed", DatabaseVersion.NEEDED)
                .build());
    }

    private HealthCheckResponse answer(SchemaState found) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(NAME)
                .status(found.serves(DatabaseVersion.NEEDED))
                .withData("found", found.version())
                .withData("needed", DatabaseVersion.NEEDED);
        instance.ifPresent(token -> answer.withData("instance", token));
        return answer.build();
    }
}
