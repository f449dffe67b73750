package io.taskforge.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TestTicker;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.Scope;
import io.taskforge.model.client.WebhookSecret;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and webhook secrets: what is shown once. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ClientSecretsTest {

    private static final Pattern KEY =
            Pattern.compile("<code id=\"new-key\">(tfk_live_([0-9A-Za-z]{12})_[0-9A-Za-z]+)</code>");
    private static final Pattern SECRET = Pattern.compile("<code id=\"new-secret\">(whsec_[^<]+)</code>");

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    @Inject
    TicketsClient http;

    @Inject
    TestTicker ticker;

    @Inject
    Pepper pepper;

    private String admin;
    private Browser mine;
    private ClientWithKey client;
    private String page;

    @BeforeEach
    void openTheirPage() {
        admin = administrators.make();
        mine = administrators.signedIn(admin);
        client = clients.with();
        page = "/admin/clients/" + client.id();
    }

    private Map<String, Object> keyForm(Map<String, ?> typed) {
        Map<String, Object> form = new HashMap<>(typed);
        form.put("form", mine.open(page).is(200).field("form"));
        return form;
    }

    private ClientWithKey made(Map<String, ?> typed) {
        return key(mine.post(page + "/keys", keyForm(typed)).is(200));
    }

    private ClientWithKey key(Browser.Page shown) {
        Matcher key = KEY.matcher(shown.html());
        assertTrue(key.find(), shown::html);
        return new ClientWithKey(client.id(), key.group(1), key.group(2));
    }

    private static String secret(Browser.Page shown) {
        Matcher secret = SECRET.matcher(shown.html());
        assertTrue(secret.find(), shown::html);
        return secret.group(1).replace("&#61;", "=");
    }

    private int asks(ClientWithKey key) {
        return http.ask(TicketsClient.JOBS).as(key).send().status();
    }

    private long keys() {
        return clients.one(
                        "select count(*) as n from api_key where client_id = $1",
                        Tuple.of(client.id().value()))
                .getLong("n");
    }

    private List<String> logged(String action) {
        return Stream.of(clients.one(
                                "select coalesce(array_agg(detail::text), '{}') as details from audit_log a join client c on"
                                        + " c.name = target where c.id = $1 and action = $2 and actor = $3",
                                Tuple.of(client.id().value(), action, admin))
                        .getArrayOfStrings("details"))
                .toList();
    }

    private Row row() {
        return clients.one(
                "select * from client where id = $1", Tuple.of(client.id().value()));
    }

    private String opened(String column) {
        return WebhookSecret.open(row().getBuffer(column).getBytes(), pepper, client.id())
                .orElseThrow()
                .reveal();
    }

    @Test
    void a_key_that_is_made_here_opens_what_was_ticked_and_is_shown_once() {
        Browser.Page shown = mine.post(page + "/keys", keyForm(Map.of("scope", List.of("tickets:read"))))
                .is(200)
                .says("data-copy=\"new-key\"");
        ClientWithKey key = key(shown);

        assertEquals(200, asks(key));
        assertEquals(403, http.submit(key, http.request("k", Map.of())).status());
        assertEquals(List.of("no-store"), shown.response().headers().allValues("Cache-Control"));
        Browser.Page later = mine.open(page).is(200).says(key.keyId()).says("by " + admin);
        assertFalse(later.html().contains(key.key()), "the key is shown once");
        assertEquals(1, logged("key_created").size());
        String entry = logged("key_created").getFirst();
        assertTrue(entry.contains(key.keyId()) && entry.contains("tickets:read") && entry.contains("never"), entry);
        assertFalse(entry.contains(key.key()), entry);
    }

    @Test
    void a_form_that_is_sent_again_makes_no_other_key() {
        Map<String, Object> form = keyForm(Map.of("scope", List.of("tickets:read")));
        ClientWithKey key = key(mine.post(page + "/keys", form).is(200));

        Browser.Page again = mine.post(page + "/keys", form)
                .is(200)
                .says("cannot be shown again")
                .says(key.keyId());

        assertFalse(again.html().contains("id=\"new-key\""), again::html);
        assertEquals(2, keys());
        assertEquals(1, logged("key_created").size());
    }

    @Test
    void a_double_click_makes_one_key() {
        Map<String, Object> form = keyForm(Map.of("scope", List.of("tickets:read", "tickets:submit")));

        List<CompletableFuture<String>> sent = Stream.of(form, form, form)
                .map(each -> CompletableFuture.supplyAsync(
                        () -> mine.post(page + "/keys", each).is(200).html()))
                .toList();

        assertEquals(
                1,
                sent.stream()
                        .filter(each -> each.join().contains("id=\"new-key\""))
                        .count());
        assertEquals(2, keys());
    }

    @Test
    void a_form_that_is_not_ours_makes_no_key() {
        mine.post(page + "/keys", Map.of("scope", "tickets:read", "form", "<script>"))
                .is(400);

        assertEquals(1, keys());
    }

    @ParameterizedTest
    @CsvSource({"never,", "30d, 30", "90d, 90", "365d, 365"})
    void a_key_lives_as_long_as_was_chosen(String chosen, Integer days) {
        ClientWithKey key = made(Map.of("scope", "tickets:read", "expires", chosen));

        assertEquals(
                days,
                clients.one(
                                "select round(extract(epoch from expires_at - created_at) / 86400)::int as days from api_key"
                                        + " where key_id = $1",
                                Tuple.of(key.keyId()))
                        .getInteger("days"));
        assertEquals(200, asks(key));
    }

    @Test
    void a_key_ends_with_the_beginning_of_a_date() {
        Browser.Page shown = mine.post(
                        page + "/keys",
                        keyForm(Map.of("scope", "tickets:read", "expires", "date", "until", "2099-01-31")))
                .is(200)
                .says("datetime=\"2099-01-31T00:00:00Z\"");

        assertEquals(200, asks(key(shown)));
    }

    @ParameterizedTest
    @CsvSource({
        "date, 2020-01-01, choose a later one",
        "date, soon, as in 2030-01-31",
        "date, 90d, as in 2030-01-31",
        "date, '', as in 2030-01-31",
        "date, \"><script>alert(1)</script>, as in 2030-01-31",
        "never, 2099-01-01, something else is chosen",
        "tomorrow, '', as in 2030-01-31"
    })
    void a_life_that_will_not_do_is_told_of_and_what_was_typed_stays(String expires, String until, String told) {
        Browser.Page again = mine.post(
                        page + "/keys", keyForm(Map.of("scope", "tickets:cancel", "expires", expires, "until", until)))
                .is(400)
                .says(told)
                .says("value=\"tickets:cancel\" checked")
                .says("name=\"until\" value=\""
                        + until.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;") + "\"");

        assertFalse(again.html().contains("<script>alert"), again::html);
        assertFalse(again.html().contains("value=\"tickets:read\" checked"), again::html);
        assertEquals(1, keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tickets:everything", "<script>"})
    void a_key_allows_something_that_there_is(String scope) {
        mine.post(page + "/keys", keyForm(Map.of("scope", scope))).is(400).says("Tick what the key is to allow");

        assertEquals(1, keys());
    }

    @Test
    void a_form_that_was_refused_can_be_mended_and_makes_one_key() {
        Map<String, Object> form = keyForm(Map.of());
        String id = mine.post(page + "/keys", form).is(400).field("form");
        assertEquals(form.get("form"), id);

        form.put("scope", "tickets:read");

        assertEquals(200, asks(key(mine.post(page + "/keys", form).is(200))));
    }

    @Test
    void a_revoked_key_is_refused_after_half_a_minute_at_most() {
        ClientWithKey key = clients.keyOf(client.id(), Scope.TICKETS_READ);
        assertEquals(200, asks(key));
        String revoke = page + "/keys/" + key.keyId() + "/revoke";
        mine.open(revoke).is(200).says(key.keyId()).says("no way back");

        String next = mine.post(revoke, Map.of()).is(303).location();

        mine.open(next).is(200).says("Revoked.").says("up to 30 s").says("state-revoked");
        ticker.jump(Duration.ofSeconds(31));
        assertEquals(401, asks(key));
        assertEquals(List.of("{\"key_id\": \"" + key.keyId() + "\"}"), logged("key_revoked"));
    }

    @Test
    void looking_at_the_question_revokes_nothing() {
        mine.open(page + "/keys/" + client.keyId() + "/revoke").is(200);

        assertNull(clients.one("select revoked_at from api_key where key_id = $1", Tuple.of(client.keyId()))
                .getValue("revoked_at"));
    }

    @Test
    void a_key_is_revoked_once() {
        String revoke = page + "/keys/" + client.keyId() + "/revoke";
        mine.post(revoke, Map.of()).is(303);

        mine.open(mine.post(revoke, Map.of()).is(303).location()).says("had been revoked before");
        mine.open(mine.open(revoke).is(303).location()).says("had been revoked before");

        assertEquals(1, logged("key_revoked").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAA", "x", "<>"})
    void a_key_that_is_not_this_clients_is_not_found(String id) {
        String others = clients.with().keyId();
        for (String key : List.of(id.replace("<", "%3C").replace(">", "%3E"), others)) {
            mine.open(page + "/keys/" + key + "/revoke").is(404);
            mine.post(page + "/keys/" + key + "/revoke", Map.of()).is(404);
        }
    }

    @Test
    void keys_say_how_they_stand() {
        clients.changeKey(clients.keyOf(client.id()), "expires_at = now()");
        mine.open(page).is(200).says(">in force</span>").says(">expired</span>");

        clients.disable(client.id());

        mine.open(page).is(200).says(">client disabled</span>").says(">expired</span>");
    }

    @Test
    void a_client_without_keys_says_what_to_do() {
        administrators.run(
                "delete from api_key where client_id = $1", Tuple.of(client.id().value()));

        mine.open(page).is(200).says("No keys yet");
    }

    private Map<String, String> secretForm() {
        return Map.of("secret_version", mine.open(page).is(200).field("secret_version"));
    }

    @Test
    void a_webhook_secret_is_shown_once_and_the_earlier_one_signs_too() {
        Browser.Page first = mine.post(page + "/webhook-secret", secretForm()).is(200);
        String before = secret(first);
        assertEquals(before, opened("webhook_secret"));
        assertEquals(List.of("no-store"), first.response().headers().allValues("Cache-Control"));

        Browser.Page second =
                mine.post(page + "/webhook-secret", secretForm()).is(200).says("signs too for 24 hours");

        assertNotEquals(before, secret(second));
        assertEquals(secret(second), opened("webhook_secret"));
        assertEquals(before, opened("webhook_secret_before"));
        Browser.Page later = mine.open(page).is(200).says("it stops at once");
        assertFalse(later.html().contains("whsec_"), later::html);
        assertEquals(
                List.of("{\"earlier_signs_too\": false}", "{\"earlier_signs_too\": true}"),
                logged("webhook_secret_rotated").stream().sorted().toList());
    }

    @Test
    void a_secrets_form_that_is_sent_again_makes_no_other_secret() {
        Map<String, String> form = secretForm();
        String secret = secret(mine.post(page + "/webhook-secret", form).is(200));

        Browser.Page again = mine.post(page + "/webhook-secret", form).is(200).says("cannot be shown again");

        assertFalse(again.html().contains("whsec_"), again::html);
        assertEquals(secret, opened("webhook_secret"));
        assertEquals(1, logged("webhook_secret_rotated").size());
    }

    @Test
    void of_two_administrators_one_makes_the_secret() {
        Map<String, String> form = secretForm();

        List<CompletableFuture<String>> sent = Stream.of(form, form)
                .map(each -> CompletableFuture.supplyAsync(
                        () -> mine.post(page + "/webhook-secret", each).is(200).html()))
                .toList();

        assertEquals(
                1, sent.stream().filter(each -> each.join().contains("whsec_")).count());
        assertEquals(1, logged("webhook_secret_rotated").size());
    }
}
