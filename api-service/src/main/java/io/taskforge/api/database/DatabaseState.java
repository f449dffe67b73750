package io.taskforge.api.database;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.settings.DatabaseVersion;
import io.taskforge.model.settings.SchemaState;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the database answers and has our tables. */
@ApplicationScoped
public class DatabaseState {

    private final DatabaseVersion database;

    DatabaseState(DatabaseVersion database) {
        this.database = database;
    }

    /** Never fails, and answers within 3 s. */
    public Uni<Boolean> serves() {
        return schema().map(schema -> schema.serves(DatabaseVersion.NEEDED))
                .onFailure()
                .recoverWithItem(false);
    }

    /** Fails while the database is away, or empty. */
    Uni<SchemaState> schema() {
        return database.found();
    }
}
