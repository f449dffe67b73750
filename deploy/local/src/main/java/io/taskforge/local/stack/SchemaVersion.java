package io.taskforge.local.stack;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.settings.DatabaseVersion;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps an older TaskForge away from the data of a newer one that it cannot work with (docs/adr/0023). */
final class SchemaVersion {

    private static final String FOLDER = "db/migration";
    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

    private SchemaVersion() {}

    private static final String WINDOW = "select to_regclass('schema_window') is not null";

    /**
     * Refuses a database whose newest migration is unknown here, unless it says that builds of this age work with it; a database
     * without any is welcome.
     */
    static void refuseNewer(PostgresUrl database) throws IOException {
        int known = newestKnown();
        int found;
        try {
            found = newestIn(database);
            if (found > known && serves(database, known)) {
                return;
            }
        } catch (SQLException e) {
            throw Refusal.usage("The database " + database + " cannot be used: " + e.getMessage());
        }
        if (found > known) {
            throw Refusal.usage("The database " + database + " was written by a newer TaskForge (schema " + found
                    + ", this one knows " + known + "): use that version, or another folder or database.");
        }
    }

    /** The highest number among the migrations that this TaskForge brings. */
    static int newestKnown() throws IOException {
        try {
            URI place = ApiKey.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                return newest(path.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return newest(jar.getPath(FOLDER));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static int newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    private static boolean serves(PostgresUrl database, int known) throws SQLException {
        try (java.sql.Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery(WINDOW)) {
                table.next();
                if (!table.getBoolean(1)) {
                    return false;
                }
            }
            try (ResultSet window = statement.executeQuery(DatabaseVersion.WINDOW)) {
                return window.next() && window.getInt(1) <= known;
            }
        }
    }

    private static int newestIn(PostgresUrl database) throws SQLException {
        try (java.sql.Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("select to_regclass('flyway_schema_history') is not null")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return 0;
                }
            }
            String newest = "select coalesce(max(version::int), 0) from flyway_schema_history"
                    + " where success and version ~ '^[0-9]{1,9}$'";
            try (ResultSet version = statement.executeQuery(newest)) {
                version.next();
                return version.getInt(1);
            }
        }
    }
}
