package io.taskforge.local.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.WebhookSecret;
import io.taskforge.model.job.ClientId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientRegisterTest {

    private static final ClientLimits NOTHING_SET = new ClientLimits(
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    private static KeyDatabase database;

    private ClientRegister clients;

    @BeforeAll
    static void makeDatabase() {
        database = new KeyDatabase();
    }

    @BeforeEach
    void twoClients() {
        database.run("truncate client cascade");
        database.run("insert into client (name) values ('ci'), ('other')");
        clients = database.clients();
    }

    private static String ofCi(String expression) {
        return database.ask("select " + expression + " from client where name = 'ci'");
    }

    @Test
    void nothing_is_set_at_first() throws SQLException {
        assertEquals(Optional.of(NOTHING_SET), clients.limits("ci"));
    }

    @Test
    void everything_can_be_set_at_once_and_is_answered_and_kept() throws SQLException {
        LimitsChange change = new LimitsChange()
                .submitRate("50/200")
                .readRate("500/1000")
                .active("7")
                .daily("1000000")
                .models("qwen3:1.7b,hf.co/some/model:Q4")
                .callbackHosts("hooks.example.com");
        ClientLimits limits = new ClientLimits(
                false,
                false,
                Optional.of(new ClientLimits.Rate(50, 200)),
                Optional.of(new ClientLimits.Rate(500, 1000)),
                OptionalInt.of(7),
                OptionalInt.of(1_000_000),
                Optional.of(List.of("qwen3:1.7b", "hf.co/some/model:Q4")),
                Optional.of(List.of("hooks.example.com")));
        assertEquals(Optional.of(limits), clients.change("ci", change));
        assertEquals(Optional.of(limits), clients.limits("ci"));
        assertEquals(Optional.of(NOTHING_SET), clients.limits("other"));
    }

    @Test
    void what_is_not_named_stays() throws SQLException {
        clients.change("ci", new LimitsChange().active("7").models("a"));
        ClientLimits limits =
                clients.change("ci", new LimitsChange().daily("9")).orElseThrow();
        assertEquals(OptionalInt.of(7), limits.active());
        assertEquals(OptionalInt.of(9), limits.daily());
        assertEquals(Optional.of(List.of("a")), limits.models());
    }

    @Test
    void default_unsets_everything_again() throws SQLException {
        clients.change(
                "ci",
                new LimitsChange()
                        .submitRate("1/2")
                        .readRate("3/4")
                        .active("5")
                        .daily("6")
                        .models("a")
                        .callbackHosts("b"));
        LimitsChange defaults = new LimitsChange()
                .submitRate("default")
                .readRate("default")
                .active("default")
                .daily("default")
                .models("default")
                .callbackHosts("default");
        assertEquals(Optional.of(NOTHING_SET), clients.change("ci", defaults));
        assertEquals("t", ofCi("submit_burst is null and read_burst is null"));
    }

    @Test
    void a_rate_without_a_burst_is_shown_as_the_services_read_it() throws SQLException {
        database.run("update client set submit_per_second = 5, read_burst = 9");
        ClientLimits limits = clients.limits("ci").orElseThrow();
        assertEquals(Optional.of(new ClientLimits.Rate(5, 5)), limits.submits());
        assertEquals(Optional.empty(), limits.reads());
    }

    @Test
    void words_of_a_person_never_become_sql() throws SQLException {
        assertEquals(Optional.empty(), clients.limits("ci' or 'x' = 'x"));
        assertEquals(Optional.empty(), clients.change("ci' or 'x' = 'x", new LimitsChange().active("1")));
        assertEquals("t", ofCi("active_jobs_max is null"));
    }

    @Test
    void a_client_that_is_not_there_is_an_answer_everywhere() throws SQLException {
        assertEquals(Optional.empty(), clients.limits("nobody"));
        assertEquals(Optional.empty(), clients.change("nobody", new LimitsChange().active("1")));
        assertEquals(ClientRegister.Switch.UNKNOWN, clients.disable("nobody"));
        assertEquals(ClientRegister.Switch.UNKNOWN, clients.enable("nobody"));
        assertEquals(Optional.empty(), clients.newWebhookSecret("nobody"));
        assertEquals("2", database.ask("select count(*) from client"));
    }

    @Test
    void a_client_is_disabled_once_and_enabled_once() throws SQLException {
        assertEquals(ClientRegister.Switch.BEFORE, clients.enable("ci"));
        assertEquals(ClientRegister.Switch.DONE, clients.disable("ci"));
        String moment = ofCi("disabled_at");
        assertEquals(ClientRegister.Switch.BEFORE, clients.disable("ci"));
        assertEquals(moment, ofCi("disabled_at"));
        assertTrue(clients.limits("ci").orElseThrow().disabled());
        assertFalse(clients.limits("other").orElseThrow().disabled());
        assertEquals(ClientRegister.Switch.DONE, clients.enable("ci"));
        assertEquals("t", ofCi("disabled_at is null"));
    }

    private static ClientId ciId() {
        return new ClientId(UUID.fromString(ofCi("id")));
    }

    private static String opened(String column) {
        byte[] sealed = HexFormat.of().parseHex(ofCi("encode(" + column + ", 'hex')"));
        return WebhookSecret.open(sealed, KeyDatabase.PEPPER, ciId())
                .orElseThrow()
                .reveal();
    }

    @Test
    void the_first_webhook_secret_is_kept_sealed_for_its_client() throws SQLException {
        NewWebhookSecret made = clients.newWebhookSecret("ci").orElseThrow();
        assertFalse(made.rotated());
        assertFalse(made.cutShort());
        assertEquals(made.secret().reveal(), opened("webhook_secret"));
        assertEquals("t", ofCi("webhook_secret_before is null and webhook_secret_rotated_at is null"));
        assertEquals("1", database.ask("select count(*) from client where name = 'other' and webhook_secret is null"));
        byte[] sealed = HexFormat.of().parseHex(ofCi("encode(webhook_secret, 'hex')"));
        ClientId other = new ClientId(UUID.fromString(database.ask("select id from client where name = 'other'")));
        assertTrue(WebhookSecret.open(sealed, KeyDatabase.PEPPER, other).isEmpty());
        Pepper otherPepper = Pepper.parse("ab".repeat(32)).orElseThrow();
        assertTrue(WebhookSecret.open(sealed, otherPepper, ciId()).isEmpty());
    }

    @Test
    void a_rotation_keeps_the_secret_before_and_its_moment() throws SQLException {
        String first = clients.newWebhookSecret("ci").orElseThrow().secret().reveal();
        NewWebhookSecret second = clients.newWebhookSecret("ci").orElseThrow();
        assertTrue(second.rotated());
        assertFalse(second.cutShort());
        assertNotEquals(first, second.secret().reveal());
        assertEquals(second.secret().reveal(), opened("webhook_secret"));
        assertEquals(first, opened("webhook_secret_before"));
        assertEquals("t", ofCi("webhook_secret_rotated_at > now() - interval '1 minute'"));
    }

    @Test
    void a_second_rotation_within_a_day_says_what_it_cuts_short() throws SQLException {
        clients.newWebhookSecret("ci");
        clients.newWebhookSecret("ci");
        assertTrue(clients.newWebhookSecret("ci").orElseThrow().cutShort());
    }

    @Test
    void a_rotation_a_day_later_cuts_nothing_short() throws SQLException {
        clients.newWebhookSecret("ci");
        clients.newWebhookSecret("ci");
        database.run("update client set webhook_secret_rotated_at = now() - interval '24 hours'");
        assertFalse(clients.newWebhookSecret("ci").orElseThrow().cutShort());
    }

    @Test
    void of_rotations_at_once_each_finds_the_one_before() throws Exception {
        Callable<NewWebhookSecret> rotate = () -> clients.newWebhookSecret("ci").orElseThrow();
        Set<String> made = new TreeSet<>();
        int first = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<NewWebhookSecret> outcome :
                    threads.invokeAll(Stream.generate(() -> rotate).limit(8).toList())) {
                made.add(outcome.get().secret().reveal());
                first += outcome.get().rotated() ? 0 : 1;
            }
        }
        assertEquals(1, first);
        assertEquals(8, made.size());
        assertTrue(made.contains(opened("webhook_secret")));
        assertTrue(made.contains(opened("webhook_secret_before")));
        assertNotEquals(opened("webhook_secret"), opened("webhook_secret_before"));
    }

    /** A job's row points at its client, and takes the lock that such a pointer takes. */
    @Test
    void a_rotation_does_not_wait_for_those_who_submit_jobs() throws SQLException {
        try (Connection submitter = database.url().connect();
                Statement statement = submitter.createStatement()) {
            submitter.setAutoCommit(false);
            statement.execute("select 1 from client where name = 'ci' for key share");
            assertTrue(clients.newWebhookSecret("ci").isPresent());
            submitter.rollback();
        }
    }
}
