package io.taskforge.api.database;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.settings.DatabaseVersion;
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
        return version()
                .map(version -> version >= DatabaseVersion.NEEDED)
                .onFailure()
                .recoverWithItem(false);
    }

    /** The newest migration that succeeded; fails while the database is away. */
    Uni<Integer> version() {
        return database.found();
    }
}
