package io.taskforge.api.admin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ClientLimitsTest {

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    @Inject
    TicketsClient http;

    private Browser mine;
    private ClientWithKey client;
    private String page;

    @BeforeEach
    void openTheirPage() {
        mine = administrators.signedIn();
        client = clients.withEveryScope();
        page = "/admin/clients/" + client.id();
    }

    private Map<String, String> form(Map<String, String> typed) {
        Map<String, String> form = new HashMap<>(typed);
        form.put("version", mine.open(page).is(200).field("version"));
        return form;
    }

    private Browser.Page send(Map<String, String> form) {
        return mine.post(page + "/limits", form);
    }

    private Row row() {
        return clients.one(
                "select * from client where id = $1", Tuple.of(client.id().value()));
    }

    private List<JsonObject> changes() {
        return Stream.of(clients.one(
                                "select coalesce(array_agg(detail order by a.id), '{}') as details from audit_log a"
                                        + " join client c on c.name = target where c.id = $1 and action = 'client_changed'",
                                Tuple.of(client.id().value()))
                        .getArrayOfJsonObjects("details"))
                .toList();
    }

    @Test
    void an_empty_field_shows_what_the_service_does_by_itself() {
        mine.open(page)
                .is(200)
                .says("name=\"submit_per_second\" value=\"\" placeholder=\"50\"")
                .says("name=\"submit_burst\" value=\"\" placeholder=\"200\"")
                .says("name=\"read_per_second\" value=\"\" placeholder=\"500\"")
                .says("name=\"read_burst\" value=\"\" placeholder=\"1000\"")
                .says("name=\"active_jobs_max\" value=\"\" placeholder=\"1000\"")
                .says("name=\"daily_jobs_max\" value=\"\" placeholder=\"no quota\"")
                .says("which is qwen3:1.7b");
    }

    @Test
    void a_limit_that_is_set_here_holds_at_the_api() {
        send(form(Map.of("active_jobs_max", "1"))).is(303);

        http.submitted(client);

        assertEquals(
                "active_job_limit_reached",
                http.submit(client, http.request(UUID.randomUUID().toString(), Map.of()))
                        .code());
    }

    @Test
    void all_limits_are_one_change_and_can_be_unset_again() {
        Map<String, String> all = Map.of(
                "submit_per_second", "1",
                "submit_burst", "2",
                "read_per_second", "3",
                "read_burst", "4",
                "active_jobs_max", "5",
                "daily_jobs_max", "1000000",
                "allowed_models", "qwen3:1.7b\r\nacme/m@1, other\r\n",
                "callback_hosts", "Hooks.Example.com\r\nhooks.example.com.\r\nbücher.example 10.0.0.1");

        String next = send(form(all)).is(303).location();

        mine.open(next).is(200).says("Changed.").says("up to 30 s").says("value=\"1000000\"");
        assertEquals(4, row().getInteger("read_burst"));
        assertArrayEquals(new String[] {"qwen3:1.7b", "acme/m@1", "other"}, row().getArrayOfStrings("allowed_models"));
        assertArrayEquals(
                new String[] {"hooks.example.com", "xn--bcher-kva.example", "10.0.0.1"},
                row().getArrayOfStrings("callback_hosts"));
        assertEquals(1, changes().size());

        send(form(Map.of())).is(303);

        for (String column : all.keySet()) {
            assertNull(row().getValue(column), column);
        }
    }

    @Test
    void the_log_says_what_changed_and_from_what() {
        send(form(Map.of("daily_jobs_max", "7", "active_jobs_max", "3"))).is(303);
        send(form(Map.of("daily_jobs_max", "8", "active_jobs_max", "3", "allowed_models", "a b")))
                .is(303);

        assertEquals(
                new JsonObject()
                        .put("daily_jobs_max", new JsonObject().put("old", 7).put("new", 8))
                        .put(
                                "allowed_models",
                                new JsonObject().put("old", "default").put("new", List.of("a", "b"))),
                new JsonObject(changes().getLast().encode()));
        mine.open("/admin/audit?action=client_changed").is(200).says("daily_jobs_max");
    }

    @ParameterizedTest
    @CsvSource({
        "active_jobs_max, 0, A number from 1 to 1000000",
        "active_jobs_max, -1, A number from 1 to 1000000",
        "daily_jobs_max, 1000001, A number from 1 to 1000000",
        "daily_jobs_max, 1e3, A number from 1 to 1000000",
        "daily_jobs_max, ٣, A number from 1 to 1000000",
        "submit_per_second, 5, or neither",
        "read_burst, 5, or neither",
        "allowed_models, -x, Names of models",
        "callback_hosts, https://hooks.example.com, Names of hosts",
        "callback_hosts, hooks.example.com:443, Names of hosts",
        "callback_hosts, *.example.com, Names of hosts",
        "allowed_models, <script>alert(1)</script>, Names of models",
        "callback_hosts, </textarea><script>alert(1)</script>, Names of hosts",
        "active_jobs_max, \"><script>alert(1)</script>, A number"
    })
    void what_will_not_do_is_told_of_beside_its_field_and_stays_there_as_text(String field, String typed, String told) {
        String other = field.equals("daily_jobs_max") ? "active_jobs_max" : "daily_jobs_max";
        Map<String, String> form = form(Map.of(field, typed, other, "9"));

        Browser.Page again = send(form).is(400).says(told).says("aria-invalid=\"true\"");

        String escaped = typed.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        again.says(field.contains("_models") || field.contains("_hosts") ? ">\n" + escaped + "</textarea>" : escaped);
        again.says("name=\"" + other + "\" value=\"9\"");
        assertFalse(again.html().contains("<script>alert"), again::html);
        assertNull(row().getInteger(other));
        assertEquals(List.of(), changes());
    }

    @Test
    void a_list_has_an_end() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "m" + i).collect(Collectors.joining("\n"));

        send(form(Map.of("allowed_models", hundred + "\none-more"))).is(400).says("Up to 100 names");
        send(form(Map.of("allowed_models", hundred))).is(303);
    }

    @Test
    void who_comes_second_is_told_what_somebody_else_has_changed() {
        Map<String, String> theirs = form(Map.of("daily_jobs_max", "5"));
        send(form(Map.of("daily_jobs_max", "7", "active_jobs_max", "3"))).is(303);

        Browser.Page told = administrators
                .signedIn()
                .post(page + "/limits", theirs)
                .is(400)
                .says("somebody else has changed these limits")
                .says("Jobs a day (UTC): now 7, yours 5")
                .says("Jobs waiting or running: now 3, yours default")
                .says("name=\"daily_jobs_max\" value=\"7\"");

        assertEquals(7, row().getInteger("daily_jobs_max"));
        theirs.put("version", told.field("version"));
        send(theirs).is(303);
        assertEquals(5, row().getInteger("daily_jobs_max"));
    }

    @Test
    void of_two_changes_at_the_same_time_one_is_made() {
        Map<String, String> five = form(Map.of("daily_jobs_max", "5"));
        Map<String, String> six = form(Map.of("daily_jobs_max", "6"));

        List<CompletableFuture<Integer>> sent = Stream.of(five, six)
                .map(form -> CompletableFuture.supplyAsync(() -> send(form).status()))
                .toList();

        assertEquals(
                List.of(303, 400),
                sent.stream().map(CompletableFuture::join).sorted().toList());
        assertEquals(1, changes().size());
    }

    @Test
    void the_same_form_again_changes_nothing() {
        Map<String, String> form = form(Map.of("daily_jobs_max", "5"));
        send(form).is(303);

        mine.open(send(form).is(303).location()).says("Nothing was changed");

        assertEquals(1, changes().size());
    }

    @Test
    void what_else_becomes_of_a_client_is_no_change_of_its_limits() {
        Map<String, String> form = form(Map.of("daily_jobs_max", "5"));
        mine.post(page + "/disable", Map.of()).is(303);

        send(form).is(303);

        assertEquals(5, row().getInteger("daily_jobs_max"));
    }

    @Test
    void a_rate_without_a_burst_is_shown_as_the_service_reads_it() {
        clients.change(client.id(), "submit_per_second = 9, read_burst = 4");

        mine.open(page).is(200).says("name=\"submit_burst\" value=\"9\"").says("name=\"read_burst\" value=\"\"");
    }

    @Test
    void names_that_somebody_wrote_into_the_database_stay_text() {
        clients.change(client.id(), "allowed_models = '{</textarea><script>alert(1)</script>}'");

        Browser.Page shown = mine.open(page).is(200).says("&lt;/textarea&gt;&lt;script&gt;");

        assertFalse(shown.html().contains("<script>alert"), shown::html);
    }
}
