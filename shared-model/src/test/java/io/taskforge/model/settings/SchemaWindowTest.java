package io.taskforge.model.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expand, then contract (docs/adr/0023). */
class SchemaWindowTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** The one that brought the window; those before it are of builds that know nothing of it. */
    private static final int FIRST = 12;

    /** What takes something away that an older build may use, or forbids what it may write. Indexes are nobody's but the planner's. */
    private static final Pattern CONTRACTS = Pattern.compile(
            "\\bdrop (?:table|column|view|function|type)|\\brename\\b|\\balter column \\S+ (?:set not null|(?:set data )?type)"
                    + "|\\badd constraint\\b|\\badd column [^,;]*not null(?![^,;]*default)");

    private static final Pattern SAYS_SO = Pattern.compile("update schema_window set compatible_since");

    @Test
    void a_migration_that_takes_something_away_says_which_builds_can_do_without() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            List<Path> silent = files.filter(file -> number(file) > FIRST)
                    .filter(file -> contracts(read(file))
                            && !SAYS_SO.matcher(read(file)).find())
                    .toList();

            assertEquals(List.of(), silent, "see docs/adr/0023-expand-then-contract.md");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table job drop column title",
                "drop table outbox",
                "alter table job rename to jobs",
                "alter table job rename column title to name",
                "alter table job alter column title set not null",
                "alter table job alter column attempt type bigint",
                "alter table job add constraint positive check (attempt > 0)",
                "alter table job add column owner text not null"
            })
    void this_contracts(String sql) {
        assertTrue(contracts(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table fresh (id int not null)",
                "alter table job add column owner text",
                "alter table job add column owner text not null default ''",
                "create index job_owner on job (owner)",
                "drop index job_waiting"
            })
    void this_expands(String sql) {
        assertFalse(contracts(sql));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, false, false",
        "11, 10, true, false",
        "12, 10, true, false",
        "13, 11, true, false",
        "13, 12, false, true"
    })
    void a_schema_serves_builds_that_are_not_older_than_its_window(
            int version, int since, boolean serves, boolean tooNew) {
        SchemaState schema = new SchemaState(version, since);

        assertEquals(serves, schema.serves(11));
        assertEquals(tooNew, schema.tooNewFor(11));
    }

    private static boolean contracts(String sql) {
        return CONTRACTS
                .matcher(
                        sql.toLowerCase(Locale.ROOT).replaceAll("--[^\\n]*", "").replaceAll("\\s+", " "))
                .find();
    }

    private static int number(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
