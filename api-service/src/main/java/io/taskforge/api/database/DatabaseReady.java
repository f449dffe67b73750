package io.taskforge.api.database;

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

/** Ready while the database answers and has our tables. Not asked: the broker, for which the outbox waits. */
@Readiness
@ApplicationScoped
class DatabaseReady implements AsyncHealthCheck {

    private static final String NAME = "database";

    private final DatabaseState database;
    private final Optional<String> instance;

    /**
     * @param instance set by whoever starts this process, to tell its answer from that of another program on the port
     */
    DatabaseReady(DatabaseState database, @ConfigProperty(name = "taskforge.instance") Optional<String> instance) {
        this.database = database;
        this.instance = instance;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.schema().map(this::answer).onFailure().recoverWithItem(HealthCheckResponse.down(NAME));
    }

    private HealthCheckResponse answer(SchemaState schema) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(NAME)
                .status(schema.serves(DatabaseVersion.NEEDED))
                .withData("schema_version", schema.version());
        instance.ifPresent(token -> answer.withData("instance", token));
        return answer.build();
    }
}
