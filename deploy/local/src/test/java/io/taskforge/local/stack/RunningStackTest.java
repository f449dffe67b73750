package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.local.key.KeyDatabase;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.KeyExpiry;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which database a command about keys works on, and under which pepper. */
class RunningStackTest {

    private static final String PEPPER = "ab".repeat(32);
    private static KeyDatabase ofTheStack;
    private static KeyDatabase another;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void makeDatabases() {
        ofTheStack = new KeyDatabase();
        another = new KeyDatabase();
    }

    @BeforeEach
    void empty() {
        ofTheStack.run("truncate client cascade");
        another.run("truncate client cascade");
    }

    private void aStackRuns() throws IOException {
        new Connection(
                        "http://127.0.0.1:1",
                        "127.0.0.1:2",
                        "key",
                        null,
                        null,
                        new Connection.Pids(ProcessHandle.current().pid(), null, null, null, null),
                        ofTheStack.url().url(),
                        "amqp://127.0.0.1")
                .writeTo(folder);
    }

    private void assertKeyMadeIn(KeyDatabase database, String pepper) throws SQLException {
        ApiKey key = RunningStack.keys(Settings.from(environment), folder)
                .create("ci", EnumSet.of(Scope.TICKETS_READ), new KeyExpiry.Never())
                .key();
        assertEquals(
                HexFormat.of().formatHex(key.hash(Pepper.parse(pepper).orElseThrow())),
                database.ask("select encode(secret_hash, 'hex') from api_key where key_id = '" + key.keyId() + "'"));
        assertTrue(RunningStack.clients(Settings.from(environment), folder)
                .limits("ci")
                .isPresent());
    }

    private void refused(String because) {
        Refusal refusal = assertThrows(Refusal.class, () -> RunningStack.keys(Settings.from(environment), folder));
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
        assertEquals(Refusal.USAGE, refusal.exitCode());
    }

    @Test
    void the_stack_of_the_folder_is_asked_under_the_folders_pepper() throws Exception {
        aStackRuns();
        assertKeyMadeIn(ofTheStack, Secrets.in(folder).keyPepper());
    }

    @Test
    void the_stack_is_asked_under_the_pepper_of_the_environment() throws Exception {
        aStackRuns();
        environment.put("TASKFORGE_KEY_PEPPER", PEPPER);
        assertKeyMadeIn(ofTheStack, PEPPER);
    }

    @Test
    void the_database_of_the_environment_comes_before_the_stack() throws Exception {
        aStackRuns();
        environment.put("TASKFORGE_DATABASE_URL", another.url().url());
        environment.put("TASKFORGE_KEY_PEPPER", PEPPER);
        assertKeyMadeIn(another, PEPPER);
    }

    @Test
    void the_stacks_own_database_may_be_named_without_a_pepper() throws Exception {
        aStackRuns();
        environment.put("TASKFORGE_DATABASE_URL", ofTheStack.url().url());
        assertKeyMadeIn(ofTheStack, Secrets.in(folder).keyPepper());
    }

    @Test
    void another_database_is_never_mistaken_for_the_stacks() throws IOException {
        aStackRuns();
        environment.put("TASKFORGE_DATABASE_URL", another.url().url());
        refused("names another database than the stack");
    }

    @Test
    void a_database_without_a_pepper_and_a_stack_is_refused() {
        environment.put("TASKFORGE_DATABASE_URL", another.url().url());
        refused("No stack runs in " + folder + ": start one with ./taskforge up, or set TASKFORGE_DATABASE_URL and");
    }

    @Test
    void a_stack_that_has_ended_is_none() throws IOException {
        aStackRuns();
        Connection left = Connection.readFrom(folder).orElseThrow();
        new Connection(
                        left.baseUrl(),
                        left.grpc(),
                        left.apiKey(),
                        null,
                        null,
                        new Connection.Pids(Long.MAX_VALUE, null, null, null, null),
                        left.databaseUrl(),
                        left.amqpUrl())
                .writeTo(folder);
        refused("No stack runs in " + folder);
    }
}
