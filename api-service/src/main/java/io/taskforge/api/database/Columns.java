package io.taskforge.api.database;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What columns hold, in the types that we use. */
public final class Columns {

    private Columns() {}

    /** Of a {@code timestamptz}; empty for null. */
    public static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
