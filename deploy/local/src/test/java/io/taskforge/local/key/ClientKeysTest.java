package io.taskforge.local.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.KeyExpiry;
import io.taskforge.model.client.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientKeysTest {

    private static final Set<Scope> READ = EnumSet.of(Scope.TICKETS_READ);
    private static final KeyExpiry NEVER = new KeyExpiry.Never();
    private static KeyDatabase database;

    private ClientKeys keys;

    @BeforeAll
    static void makeDatabase() {
        database = new KeyDatabase();
    }

    @BeforeEach
    void empty() {
        database.run("truncate client cascade");
        keys = database.keys();
    }

    private static KeyId id(NewKey made) {
        return new KeyId(made.key().keyId());
    }

    private static String of(NewKey made, String expression) {
        return database.ask("select " + expression
                + " from api_key k join client c on c.id = k.client_id where key_id = '" + id(made) + "'");
    }

    private ListedKey listed(NewKey made) throws SQLException {
        return keys.list().stream()
                .filter(key -> key.id().equals(id(made)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_key_is_kept_as_a_hash_with_who_made_it() throws SQLException {
        NewKey made = keys.create("ci", EnumSet.of(Scope.TICKETS_SUBMIT, Scope.TICKETS_READ), NEVER);
        assertEquals("ci", of(made, "c.name"));
        assertEquals("f", of(made, "c.limits_exempt"));
        assertEquals(
                HexFormat.of().formatHex(made.key().hash(KeyDatabase.PEPPER)), of(made, "encode(secret_hash, 'hex')"));
        assertEquals("{tickets:submit,tickets:read}", of(made, "scopes"));
        assertEquals("cli", of(made, "created_by"));
        assertEquals(Optional.empty(), made.expires());
        assertFalse(made.clientDisabled());
    }

    @Test
    void a_life_counts_from_the_databases_now() throws SQLException {
        NewKey made = keys.create("ci", READ, new KeyExpiry.After(Duration.ofHours(36)));
        assertEquals("t", of(made, "k.expires_at = k.created_at + interval '36 hours'"));
        assertEquals(listed(made).expires(), made.expires());
    }

    @Test
    void a_moment_is_kept_as_it_is() throws SQLException {
        Instant moment = Instant.parse("2999-01-31T00:00:00Z");
        NewKey made = keys.create("ci", READ, new KeyExpiry.At(moment));
        assertEquals(Optional.of(moment), made.expires());
        assertEquals(ListedKey.State.IN_FORCE, listed(made).state());
    }

    @Test
    void the_second_key_is_the_same_clients() throws SQLException {
        keys.create("ci", READ, NEVER);
        keys.create("ci", READ, NEVER);
        assertEquals("1", database.ask("select count(*) from client"));
        assertEquals(2, keys.list("ci").orElseThrow().size());
    }

    @Test
    void keys_made_at_once_for_a_new_client_are_all_made() throws Exception {
        Callable<NewKey> create = () -> keys.create("ci", READ, NEVER);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<NewKey> made :
                    threads.invokeAll(Stream.generate(() -> create).limit(8).toList())) {
                assertEquals("ci", of(made.get(), "c.name"));
            }
        }
        assertEquals("1", database.ask("select count(*) from client"));
    }

    @Test
    void a_key_of_a_disabled_client_says_so() throws SQLException {
        keys.create("ci", READ, NEVER);
        database.run("update client set disabled_at = now()");
        assertTrue(keys.create("ci", READ, NEVER).clientDisabled());
    }

    @Test
    void a_name_that_the_database_refuses_leaves_nothing_behind() {
        assertThrows(SQLException.class, () -> keys.create("a b", READ, NEVER));
        assertEquals("0", database.ask("select count(*) from client"));
    }

    @Test
    void keys_are_listed_by_client_and_age() throws SQLException {
        NewKey second = keys.create("b", READ, NEVER);
        NewKey first = keys.create("a", READ, NEVER);
        NewKey third = keys.create("b", READ, NEVER);
        assertEquals(
                List.of(id(first), id(second), id(third)),
                keys.list().stream().map(ListedKey::id).toList());
        assertEquals(
                List.of(id(second), id(third)),
                keys.list("b").orElseThrow().stream().map(ListedKey::id).toList());
    }

    @Test
    void a_listed_key_shows_what_is_known_of_it() throws SQLException {
        NewKey made = keys.create("ci", READ, NEVER);
        database.run(
                "update api_key set created_at = '2026-01-02 03:04:05.678901+00', last_used_at = '2026-01-03 00:00+00'");
        assertEquals(
                new ListedKey(
                        id(made),
                        "ci",
                        List.of("tickets:read"),
                        Instant.parse("2026-01-02T03:04:05.678901Z"),
                        Optional.empty(),
                        Optional.of(Instant.parse("2026-01-03T00:00:00Z")),
                        Optional.empty(),
                        Optional.of("cli"),
                        ListedKey.State.IN_FORCE),
                listed(made));
    }

    @Test
    void a_key_from_before_its_maker_was_kept_is_listed() throws SQLException {
        NewKey made = keys.create("ci", READ, NEVER);
        database.run("update api_key set created_by = null, scopes = '{tasks:run}'");
        assertEquals(Optional.empty(), listed(made).createdBy());
        assertEquals(List.of("tasks:run"), listed(made).scopes());
    }

    @Test
    void the_state_is_the_reason_that_holds_longest() throws SQLException {
        NewKey made = keys.create("ci", READ, NEVER);
        assertEquals(ListedKey.State.IN_FORCE, listed(made).state());
        database.run("update client set disabled_at = now()");
        assertEquals(ListedKey.State.CLIENT_DISABLED, listed(made).state());
        database.run("update api_key set expires_at = now()");
        assertEquals(ListedKey.State.EXPIRED, listed(made).state());
        database.run("update api_key set revoked_at = now()");
        assertEquals(ListedKey.State.REVOKED, listed(made).state());
    }

    @Test
    void a_client_without_keys_is_told_from_no_client() throws SQLException {
        database.run("insert into client (name) values ('idle')");
        assertEquals(Optional.of(List.of()), keys.list("idle"));
        assertEquals(Optional.empty(), keys.list("nobody"));
        assertEquals(List.of(), keys.list());
    }

    @Test
    void a_revoked_key_stays_revoked_at_its_moment() throws SQLException {
        NewKey made = keys.create("ci", READ, NEVER);
        NewKey other = keys.create("ci", READ, NEVER);
        assertEquals(new Revocation.Done("ci"), keys.revoke(id(made)));
        String moment = of(made, "revoked_at");
        assertEquals(new Revocation.Before("ci"), keys.revoke(id(made)));
        assertEquals(moment, of(made, "revoked_at"));
        assertEquals(ListedKey.State.IN_FORCE, listed(other).state());
    }

    @Test
    void of_those_who_revoke_a_key_at_once_one_did_it() throws Exception {
        NewKey made = keys.create("ci", READ, NEVER);
        Callable<Revocation> revoke = () -> keys.revoke(id(made));
        int done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Revocation> outcome :
                    threads.invokeAll(Stream.generate(() -> revoke).limit(8).toList())) {
                done += outcome.get() instanceof Revocation.Done ? 1 : 0;
            }
        }
        assertEquals(1, done);
    }

    @Test
    void a_key_that_is_not_there_cannot_be_revoked() throws SQLException {
        assertInstanceOf(Revocation.Unknown.class, keys.revoke(new KeyId("000000000000")));
    }

    @Test
    void the_key_that_a_launcher_works_with_stays_in_force() throws SQLException {
        ApiKey own = ClientKeys.mint();
        keys.replaceLocal(List.of(), own);
        KeyId id = new KeyId(own.keyId());
        assertInstanceOf(Revocation.Launchers.class, keys.revoke(id));
        ListedKey listed = keys.list("local").orElseThrow().getFirst();
        assertEquals(ListedKey.State.IN_FORCE, listed.state());
        assertEquals(Optional.of("launcher"), listed.createdBy());
        assertFalse(listed.isOfAnEndedRun());
    }

    @Test
    void the_key_of_an_ended_run_of_the_launcher_is_known_as_such() throws SQLException {
        ApiKey own = ClientKeys.mint();
        keys.replaceLocal(List.of(), own);
        keys.revoke(own);
        assertTrue(keys.list("local").orElseThrow().getFirst().isOfAnEndedRun());
        assertEquals(new Revocation.Before("local"), keys.revoke(new KeyId(own.keyId())));
    }
}
