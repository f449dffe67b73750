package io.taskforge.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobStatus;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ClientsTest {

    private static final String PAGE = "/admin/clients";
    private static final Pattern ROW = Pattern.compile("<a href=\"/admin/clients/[0-9a-f-]{36}\">([^<]+)</a></th>");
    private static final Pattern NEXT = Pattern.compile("<a href=\"([^\"]+)\">Next page</a>");

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    TicketsClient http;

    private Browser mine;

    @BeforeEach
    void signIn() {
        mine = administrators.signedIn();
    }

    private static String freshName() {
        return "C-" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> names(Browser.Page page) {
        return ROW.matcher(page.html()).results().map(result -> result.group(1)).toList();
    }

    private String nameOf(ClientId client) {
        return clients.one("select name from client where id = $1", Tuple.of(client.value()))
                .getString("name");
    }

    private long logged(String action, String target) {
        return clients.one(
                        "select count(*) as n from audit_log where action = $1 and target = $2",
                        Tuple.of(action, target))
                .getLong("n");
    }

    @Test
    void a_client_that_is_made_has_a_page_that_says_what_to_do_next() {
        String name = freshName();

        String page = mine.post(PAGE, Map.of("name", " " + name + " ")).is(303).location();

        mine.open(page)
                .is(200)
                .says("<h1 dir=\"auto\">Client " + name + "</h1>")
                .says("make it a key below");
        mine.open(PAGE + "?search=" + name).is(200).says(name);
        assertEquals(1, logged("client_created", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-dash", "with space", "<script>alert(1)</script>", "\"><b>", "ümlaut", "a\u0000b"})
    void a_name_that_will_not_do_is_told_of_and_stays_text(String name) {
        Browser.Page again = mine.post(PAGE, Map.of("name", name)).is(400).says("1 to 64 letters");

        assertFalse(again.html().contains("<script>alert") || again.html().contains("\"><b>"), again::html);
        again.says("value=\"" + name.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;") + "\"");
    }

    @Test
    void a_name_has_an_end() {
        mine.post(PAGE, Map.of("name", "n".repeat(65))).is(400).says("1 to 64 letters");
    }

    @Test
    void a_taken_name_is_told_of_with_the_way_to_who_has_it() {
        ClientWithKey other = clients.withEveryScope();

        mine.post(PAGE, Map.of("name", nameOf(other.id())))
                .is(400)
                .says("already")
                .says("href=\"" + PAGE + "/" + other.id() + "\"");

        assertEquals(0, logged("client_created", nameOf(other.id())));
    }

    @Test
    void the_launchers_name_is_nobody_elses() {
        mine.post(PAGE, Map.of("name", "local")).is(400).says("the launcher&#39;s");
    }

    @Test
    void clients_are_found_by_a_part_of_their_name_and_by_nothing_else() {
        String name = freshName();
        mine.post(PAGE, Map.of("name", name)).is(303);

        assertEquals(
                List.of(name),
                names(mine.open(PAGE + "?search=" + name.substring(4).toUpperCase(Locale.ROOT))));
        for (String none : List.of("%", "_" + name, "\\", name + "x", "<script>\"'", "\0" + name + "\0x")) {
            Browser.Page page =
                    mine.open(PAGE + "?search=" + encoded(none)).is(200).says("No client");
            assertEquals(List.of(), names(page));
            assertFalse(page.html().contains("<script>\""), page::html);
        }
    }

    @Test
    void clients_come_page_by_page_in_the_order_of_their_names() {
        String prefix = freshName();
        List<String> all = IntStream.range(100, 220)
                .mapToObj(number -> prefix + "-" + number)
                .toList();
        for (String name : all) {
            administrators.run("insert into client (name) values ($1)", Tuple.of(name));
        }

        List<String> seen = new ArrayList<>();
        Browser.Page page = mine.open(PAGE + "?search=" + prefix).is(200);
        seen.addAll(names(page));
        int pages = 1;
        for (Matcher next = NEXT.matcher(page.html()); next.find(); next = NEXT.matcher(page.html())) {
            page = mine.open(next.group(1).replace("&amp;", "&")).is(200);
            seen.addAll(names(page));
            pages++;
        }

        assertEquals(all, seen);
        assertEquals(3, pages);
        mine.open(PAGE + "?after=zzzz").is(200).says("There are no more clients");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=%00", "?search=%00", "?after=%FF%FE", "?search=", "?after=<script>"})
    void strange_addresses_are_ordinary_ones(String query) {
        Browser.Page page =
                mine.open(PAGE + query.replace("<", "%3C").replace(">", "%3E")).is(200);

        assertFalse(page.html().contains("<script>\n") || page.html().contains("value=\"<"), page::html);
    }

    @Test
    void the_list_says_how_each_client_stands() {
        ClientWithKey client = clients.withEveryScope();
        clients.keyOf(client.id());
        clients.changeKey(clients.keyOf(client.id()), "revoked_at = now()");
        clients.changeKey(clients.keyOf(client.id()), "expires_at = now()");
        clients.changeKey(client, "last_used_at = '2026-01-02 03:04:05Z'");
        clients.change(client.id(), "webhook_secret = '\\x01', limits_exempt = true");
        jobs.in(JobStatus.QUEUED, client.id());
        jobs.in(JobStatus.RUNNING, client.id());
        jobs.in(JobStatus.COMPLETED, client.id());

        mine.open(PAGE + "?search=" + nameOf(client.id()))
                .is(200)
                .says(">active</span>")
                .says("no limits")
                .says(
                        "<td data-name=\"Keys in force\" class=\"number\">2</td>\n<td data-name=\"Last used\"><time datetime=\"2026-01-02T03:04:05Z\"")
                .says(
                        "<td data-name=\"Active jobs\" class=\"number\">2</td>\n<td data-name=\"Callbacks\">has a secret</td>");

        clients.disable(client.id());
        mine.open(PAGE + "?search=" + nameOf(client.id()))
                .is(200)
                .says(">disabled</span>")
                .says("<td data-name=\"Keys in force\" class=\"number\">0</td>");
    }

    @Test
    void a_disabled_client_is_refused_until_it_is_enabled_again() {
        ClientWithKey client = clients.withEveryScope();
        String page = PAGE + "/" + client.id();

        String disabled = mine.post(page + "/disable", Map.of()).is(303).location();

        mine.open(disabled).is(200).says("Disabled.").says("up to 30 s").says("client disabled");
        assertEquals(
                "client_disabled",
                http.ask(TicketsClient.JOBS).as(client).send().code());
        mine.open(mine.post(page + "/disable", Map.of()).location()).says("Nothing was changed");
        mine.open(mine.post(page + "/enable", Map.of()).is(303).location()).says("Enabled.");
        assertEquals(
                200,
                http.ask(TicketsClient.JOBS)
                        .as(clients.keyOf(client.id(), Scope.TICKETS_READ))
                        .send()
                        .status());
        assertEquals(1, logged("client_disabled", nameOf(client.id())));
        assertEquals(1, logged("client_enabled", nameOf(client.id())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00000000-0000-4000-8000-00000000dead", "1-1-1-1-1"})
    void an_unknown_client_is_not_found(String id) {
        mine.open(PAGE + "/" + id).is(404);
        for (String form :
                List.of("disable", "enable", "limits", "webhook-secret", "keys", "keys/AAAAAAAAAAAA/revoke")) {
            mine.post(PAGE + "/" + id + "/" + form, Map.of()).is(404);
        }
    }

    @Test
    void the_launchers_client_is_only_looked_at() {
        administrators.run(
                "insert into client (name, limits_exempt) values ('local', true) on conflict (name) do nothing",
                Tuple.tuple());
        var local = new ClientId(clients.one("select id from client where name = 'local'", Tuple.tuple())
                .getUUID("id"));
        ClientWithKey key = clients.keyOf(local);
        String page = PAGE + "/" + local;

        Browser.Page shown = mine.open(page).is(200).says("launcher").says("the launcher works with it");
        assertFalse(shown.html().contains("/revoke") || shown.html().contains("/limits"), shown::html);
        for (String form : List.of("disable", "enable", "limits", "keys", "keys/" + key.keyId() + "/revoke")) {
            mine.open(mine.post(page + "/" + form, Map.of()).is(303).location())
                    .says("keys are those that a launcher works with");
        }
        mine.open(mine.open(page + "/keys/" + key.keyId() + "/revoke").is(303).location())
                .says("Nothing was changed");
        assertNull(clients.one("select revoked_at from api_key where key_id = $1", Tuple.of(key.keyId()))
                .getValue("revoked_at"));
    }
}
