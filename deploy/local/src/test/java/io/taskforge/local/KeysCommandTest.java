package io.taskforge.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.key.KeyDatabase;
import io.taskforge.local.terminal.Terminal;
import io.taskforge.model.client.ApiKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person types about keys, and reads, against the database of a folder's stack. */
class KeysCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static KeyDatabase database;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void makeDatabase() {
        database = new KeyDatabase();
    }

    @BeforeEach
    void aStackRuns() throws IOException {
        database.run("truncate client cascade");
        connectTo(database.url().url());
    }

    private void connectTo(String url) throws IOException {
        JSON.writeValue(
                folder.resolve("connection.json").toFile(),
                Map.of(
                        "base_url",
                        "http://127.0.0.1:1",
                        "api_key",
                        "key",
                        "pids",
                        Map.of("launcher", ProcessHandle.current().pid()),
                        "database_url",
                        url));
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        List<String> all = Stream.of(Stream.of("keys"), Stream.of(words), Stream.of("--data", folder.toString()))
                .flatMap(each -> each)
                .toList();
        return TaskForge.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Terminal(100, false, false, false),
                all.toArray(String[]::new));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String noted() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Runs it, and gives what stands on standard output, and nothing else, without its line end. */
    private String result(String... words) {
        assertEquals(0, run(words), noted());
        assertTrue(said().endsWith("\n"));
        return said().substring(0, said().length() - 1);
    }

    private void refused(String because, String... words) {
        assertEquals(2, run(words), noted());
        assertTrue(noted().contains(because), noted());
        assertEquals(1, noted().lines().count(), noted());
        assertEquals("", said());
    }

    private ApiKey created(String... more) {
        String[] words = Stream.concat(
                        Stream.of("create", "--client", "ci", "--scopes", "tickets:read"), Stream.of(more))
                .toArray(String[]::new);
        return ApiKey.parse(result(words)).orElseThrow();
    }

    @Test
    void a_new_key_is_alone_on_standard_output_and_explained_beside_it() {
        ApiKey key = created();
        assertTrue(noted().startsWith("Key " + key.keyId() + " of client ci for tickets:read; keep it"), noted());
        assertFalse(noted().contains(key.reveal()), noted());
    }

    @Test
    void a_key_that_expires_says_when() {
        created("--expires", "2999-01-31");
        assertTrue(noted().contains("until 2999-01-31 00:00 UTC;"), noted());
        assertEquals("t", database.ask("select expires_at = '2999-01-31 00:00+00' from api_key"));
        created("--expires", "90d");
        assertEquals("t", database.ask("select bool_or(expires_at = created_at + interval '2160 hours') from api_key"));
    }

    @Test
    void a_key_for_a_disabled_client_comes_with_a_warning() {
        created();
        run("disable", "--client", "ci");
        created();
        assertTrue(noted().contains("./taskforge keys enable --client ci"), noted());
    }

    @Test
    void a_list_shows_keys_and_nothing_that_opens_anything() {
        ApiKey key = created();
        String table = result("list");
        assertTrue(table.contains("tfk_live_" + key.keyId() + "_…  ci "), table);
        assertTrue(table.contains("in force"), table);
        assertFalse(table.contains(key.reveal().substring(22)), table);
        assertEquals("", noted());
    }

    @Test
    void a_list_in_json_is_an_array_and_nothing_else() throws IOException {
        assertEquals("[ ]", result("list", "--json"));
        assertEquals("", noted());
        ApiKey key = created();
        JsonNode list = JSON.readTree(result("list", "--json"));
        assertEquals("", noted());
        assertEquals(1, list.size());
        assertEquals(key.keyId(), list.path(0).path("key_id").asText());
        assertEquals("in_force", list.path(0).path("state").asText());
        assertFalse(said().contains(key.reveal().substring(22)));
    }

    @Test
    void an_empty_list_says_what_to_do_next() {
        assertEquals(0, run("list"));
        assertEquals("", said());
        assertTrue(noted().contains("make one: ./taskforge keys create --client NAME"), noted());
        database.run("insert into client (name) values ('idle')");
        assertEquals(0, run("list", "--client", "idle"));
        assertTrue(noted().contains("No keys of client idle yet"), noted());
    }

    @Test
    void of_the_launchers_keys_only_the_one_in_force_is_listed_unasked() throws SQLException {
        ApiKey ended = ClientKeys.mint();
        ApiKey running = ClientKeys.mint();
        database.keys().replaceLocal(List.of(), ended);
        database.keys().replaceLocal(List.of(ended.keyId()), running);
        String unasked = result("list");
        assertTrue(unasked.contains(running.keyId()), unasked);
        assertFalse(unasked.contains(ended.keyId()), unasked);
        assertTrue(noted().contains("No keys but the launcher's own yet"), noted());
        assertTrue(result("list", "--client", "local").contains(ended.keyId()));
    }

    @Test
    void a_list_of_one_client_is_of_that_client() {
        created();
        String other = result("create", "--client", "other", "--scopes", "tickets:submit");
        String table = result("list", "--client", "other");
        assertTrue(table.contains(ApiKey.parse(other).orElseThrow().keyId()), table);
        assertFalse(table.contains("  ci "), table);
        refused("There is no client \"nobody\"", "list", "--client", "nobody");
        refused("There is no client \"nobody\"", "list", "--client", "nobody", "--json");
    }

    @Test
    void a_key_is_revoked_by_its_id_its_beginning_or_itself() {
        for (String form : List.of("%s", "tfk_live_%s_…")) {
            ApiKey key = created();
            assertTrue(result("revoke", form.formatted(key.keyId())).contains("of client ci is revoked"), said());
        }
        ApiKey whole = created();
        assertTrue(result("revoke", whole.reveal()).contains("is revoked"), said());
        assertFalse(said().contains(whole.reveal()), said());
        assertEquals("0", database.ask("select count(*) from api_key where revoked_at is null"));
    }

    @Test
    void revoking_again_says_so_and_is_no_failure() {
        String id = created().keyId();
        result("revoke", id);
        assertEquals("Key " + id + " of client ci had been revoked before.", result("revoke", id));
    }

    @Test
    void what_cannot_be_revoked_is_refused_without_repeating_a_secret() throws SQLException {
        refused("There is no key 000000000000", "revoke", "000000000000");
        refused("not the id of a key", "revoke", "tfk_live_0123_s3cret");
        assertFalse(noted().contains("s3cret"), noted());
        ApiKey launchers = ClientKeys.mint();
        database.keys().replaceLocal(List.of(), launchers);
        refused("a launcher works with", "revoke", launchers.keyId());
        assertEquals("1", database.ask("select count(*) from api_key where revoked_at is null"));
    }

    @Test
    void limits_are_shown_changed_and_unset() {
        created();
        assertTrue(result("limits", "--client", "ci").contains("submissions     the service's default\n"), said());
        assertEquals("", noted());
        String changed = result(
                "limits",
                "--client",
                "ci",
                "--submit-rate",
                "5/20",
                "--daily",
                "9",
                "--callback-hosts",
                "A.example,b.example");
        assertTrue(changed.contains("submissions     5 a second, up to 20 at once\n"), changed);
        assertTrue(changed.contains("jobs a day      9\n"), changed);
        assertTrue(changed.contains("callback hosts  a.example, b.example"), changed);
        assertTrue(noted().startsWith("Changed; "), noted());
        assertEquals(changed, result("limits", "--client", "ci"));
        String unset = result("limits", "--client", "ci", "--daily", "default");
        assertTrue(unset.contains("jobs a day      as many as the other limits let through\n"), unset);
        assertTrue(unset.contains("5 a second"), unset);
    }

    @Test
    void the_limits_of_the_launchers_client_are_shown_and_not_changed() throws SQLException {
        database.keys().replaceLocal(List.of(), ClientKeys.mint());
        assertTrue(result("limits", "--client", "local").contains("local (no limits hold)"), said());
        refused("launcher's own", "limits", "--client", "local", "--daily", "1");
        assertEquals("1", database.ask("select count(*) from client where daily_jobs_max is null"));
    }

    @Test
    void a_bad_limit_changes_nothing_of_the_good_ones_beside_it() {
        created();
        refused("--daily takes numbers", "limits", "--client", "ci", "--active", "5", "--daily", "0");
        assertEquals("t", database.ask("select active_jobs_max is null from client"));
    }

    @Test
    void a_client_is_disabled_and_enabled() {
        created();
        assertTrue(result("disable", "--client", "ci").startsWith("Client ci is disabled;"), said());
        assertTrue(result("list").contains("client disabled"), said());
        assertTrue(result("limits", "--client", "ci").contains("ci (disabled)"), said());
        assertEquals("Client ci was disabled already.", result("disable", "--client", "ci"));
        assertTrue(result("enable", "--client", "ci").startsWith("Client ci is enabled;"), said());
        assertTrue(result("list").contains("in force"), said());
        assertEquals("Client ci was enabled already.", result("enable", "--client", "ci"));
    }

    @Test
    void the_launchers_client_is_not_shut_out() throws SQLException {
        database.keys().replaceLocal(List.of(), ClientKeys.mint());
        refused("launcher's own", "disable", "--client", "local");
        refused("launcher's own", "enable", "--client", "local");
        assertEquals("t", database.ask("select disabled_at is null from client"));
    }

    @Test
    void a_webhook_secret_is_alone_on_standard_output_and_rotates() {
        created();
        String first = result("webhook-secret", "--client", "ci");
        assertTrue(first.matches("whsec_[A-Za-z0-9+/]{43}="), first);
        assertFalse(noted().contains("whsec_"), noted());
        assertFalse(noted().contains("24 hours"), noted());
        String second = result("webhook-secret", "--client", "ci");
        assertNotEquals(first, second);
        assertTrue(noted().contains("The one before signs too for 24 hours."), noted());
        result("webhook-secret", "--client", "ci");
        assertTrue(noted().contains("signs no more"), noted());
    }

    @Test
    void the_launchers_client_has_a_webhook_secret_too() throws SQLException {
        database.keys().replaceLocal(List.of(), ClientKeys.mint());
        assertTrue(result("webhook-secret", "--client", "local").startsWith("whsec_"));
    }

    @Test
    void a_client_that_is_not_there_is_refused_everywhere() {
        for (String command : List.of("limits", "disable", "enable", "webhook-secret")) {
            refused("There is no client \"nobody\": ./taskforge keys create", command, "--client", "nobody");
        }
        refused("There is no client \"nobody\"", "limits", "--client", "nobody", "--active", "1");
    }

    @Test
    void a_database_of_another_version_is_explained() throws IOException {
        connectTo(EmbeddedPostgres.shared().createDatabase());
        assertEquals(1, run("list"));
        assertTrue(noted().startsWith("taskforge: The database does not have the tables of this version"), noted());
        assertEquals(1, noted().lines().count(), noted());
    }

    @Test
    void a_database_that_is_away_is_one_line_without_its_password() throws IOException {
        connectTo("postgresql://me:s3cret@127.0.0.1:1/taskforge");
        assertEquals(1, run("list"));
        assertTrue(noted().startsWith("taskforge: The database does not do it: "), noted());
        assertEquals(1, noted().lines().count(), noted());
        assertFalse(noted().contains("s3cret"), noted());
    }
}
