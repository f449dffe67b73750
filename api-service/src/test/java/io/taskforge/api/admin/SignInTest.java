package io.taskforge.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Endpoints;
import io.taskforge.api.fixture.Endpoints.Endpoint;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class SignInTest {

    /** 127.0.0.1, as peers are named. */
    private static final String LOOPBACK = "7f000001";

    private static final Set<String> PUBLIC = Set.of(
            "GET /admin/sign-in",
            "POST /admin/sign-in",
            "POST /admin/sign-out",
            "GET /admin/setup",
            "POST /admin/setup",
            "GET /admin/assets/{version}/{name}");

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    @Inject
    TicketsClient http;

    private final Browser browser = new Browser();

    static Stream<Endpoint> pages() {
        return Endpoints.ofAdmin().filter(page -> !PUBLIC.contains(page.toString()));
    }

    private static Browser.Page ask(Browser who, Endpoint page, String... headers) {
        String path = page.path("x");
        return page.method().equals("GET") ? who.open(path, headers) : who.post(path, Map.of(), headers);
    }

    @Test
    void a_name_and_its_password_open_the_page_that_was_asked_for() {
        String name = administrators.make();
        String signIn = browser.open("/admin/audit?action=signed_in").is(303).location();
        Browser.Page form = browser.open(signIn).is(200);

        Browser.Page in = browser.post(
                        "/admin/sign-in",
                        Map.of("name", name, "password", Administrators.PASSWORD, "next", form.field("next")))
                .is(303);

        assertEquals("/admin/audit?action=signed_in", in.location());
        browser.open(in.location()).is(200).says(name).says("signed in");
    }

    @Test
    void the_cookie_has_every_flag() {
        String cookie = browser.post(
                        "/admin/sign-in", Map.of("name", administrators.make(), "password", Administrators.PASSWORD))
                .header("Set-Cookie")
                .orElseThrow();

        assertTrue(cookie.startsWith("__Host-taskforge-admin="), cookie);
        for (String flag : List.of("Secure", "HttpOnly", "SameSite=Strict", "Path=/")) {
            assertTrue(cookie.contains(flag), cookie);
        }
        assertFalse(cookie.contains("Domain") || cookie.contains("Max-Age=-") || cookie.contains("Expires"), cookie);
    }

    @Test
    void a_wrong_password_and_an_unknown_name_look_the_same() {
        Browser.Page wrong = browser.post("/admin/sign-in", Map.of("name", administrators.make(), "password", "guess"))
                .is(401);
        Browser.Page unknown = browser.post("/admin/sign-in", Map.of("name", "nobody", "password", "guess"))
                .is(401);

        assertEquals(
                wrong.html().replaceAll("value=\"a[0-9a-f-]+\"", ""),
                unknown.html().replace("value=\"nobody\"", ""));
        wrong.says("do not belong together");
    }

    @Test
    void after_three_failures_there_are_pauses_also_for_names_that_nobody_has() {
        for (String name : List.of(administrators.make(), "nobody-" + administrators.make())) {
            for (int i = 0; i < 3; i++) {
                browser.post("/admin/sign-in", Map.of("name", name, "password", "guess"))
                        .is(401);
            }
            administrators.run(
                    "update admin_sign_in_failure set failures = 9, failed_at = now() where name = $1", Tuple.of(name));

            browser.post("/admin/sign-in", Map.of("name", name, "password", Administrators.PASSWORD))
                    .is(429)
                    .says("try again in 60 s");
        }
    }

    @Test
    void failures_elsewhere_keep_nobody_out() {
        String name = administrators.make();
        administrators.run(
                "insert into admin_sign_in_failure (name, network, failures) values ($1, 'c0000201', 1000)",
                Tuple.of(name));

        administrators.signedIn(name);
    }

    @Test
    void a_page_that_keeps_itself_up_to_date_keeps_no_session_alive() {
        String name = administrators.make();
        Browser mine = administrators.signedIn(name);
        administrators.run(
                "update admin_session set seen_at = now() - interval '59 minutes' where admin_id = (select id from admin_user where name = $1)",
                Tuple.of(name));

        mine.open("/admin/system/live", "HX-Request", "true").is(200);
        administrators.run(
                "update admin_session set seen_at = seen_at - interval '2 minutes' where admin_id = (select id from admin_user where name = $1)",
                Tuple.of(name));

        mine.open("/admin/system").is(303);
    }

    @Test
    void a_pause_ends_and_a_right_password_forgets_the_wrong_ones() {
        String name = administrators.make();
        administrators.run(
                "insert into admin_sign_in_failure (name, network, failures, failed_at) values ($1, $2, 9, now() - interval '61 s')",
                Tuple.of(name, LOOPBACK));

        administrators.signedIn(name);

        assertEquals(
                0L,
                clients.one("select count(*) as n from admin_sign_in_failure where name = $1", Tuple.of(name))
                        .getLong("n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example",
                "/admin/../docs",
                "/admin\\x",
                "javascript:1"
            })
    void signing_in_leads_to_no_page_of_others(String next) {
        String location = browser.post(
                        "/admin/sign-in",
                        Map.of("name", administrators.make(), "password", Administrators.PASSWORD, "next", next))
                .is(303)
                .location();

        assertEquals("/admin", location);
    }

    @Test
    void signing_out_ends_the_session_for_whoever_copied_its_cookie() {
        Browser mine = administrators.signedIn();
        Browser thief = new Browser().with(mine.cookies());
        thief.open("/admin/audit").is(200);

        mine.post("/admin/sign-out", Map.of()).is(303);

        assertEquals(Map.of(), mine.cookies());
        thief.open("/admin/audit").is(303);
    }

    @ParameterizedTest
    @CsvSource({"seen_at, 61 minutes", "created_at, 12 hours 1 minute"})
    void a_session_ends_by_itself(String column, String age) {
        String name = administrators.make();
        Browser mine = administrators.signedIn(name);
        administrators.run(
                "update admin_session set " + column + " = now() - interval '" + age
                        + "' where admin_id = (select id from admin_user where name = $1)",
                Tuple.of(name));

        assertEquals(
                "/admin/sign-in?next=%2Fadmin%2Faudit",
                mine.open("/admin/audit").is(303).location());
    }

    @Test
    void a_script_is_told_that_the_session_is_over_in_a_way_that_it_can_follow() {
        Browser.Page answer = browser.open("/admin/audit", "HX-Request", "true").is(401);

        assertEquals(
                "/admin/sign-in?next=%2Fadmin%2Faudit",
                answer.header("HX-Redirect").orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_page_is_for_those_who_are_signed_in(Endpoint page) {
        Browser.Page answer =
                ask(browser, page, "Sec-Fetch-Site", "same-origin").is(303);

        assertTrue(answer.location().startsWith("/admin/sign-in"), answer.location());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void no_api_key_opens_a_page(Endpoint page) {
        String key = "Bearer " + clients.withEveryScope().key();

        ask(browser, page, "Sec-Fetch-Site", "same-origin", "Authorization", key)
                .is(403);
    }

    @Test
    void no_session_opens_the_api() {
        Browser mine = administrators.signedIn();

        mine.open(TicketsClient.JOBS).is(401);
    }

    static Stream<Endpoint> forms() {
        return Endpoints.ofAdmin().filter(page -> page.method().equals("POST"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void no_form_is_taken_from_another_site(Endpoint form) {
        Browser mine = administrators.signedIn();
        String host = "http://127.0.0.1:" + TicketsClient.port();

        for (String site : List.of("cross-site", "same-site", "none")) {
            ask(mine, form, "Sec-Fetch-Site", site, "Origin", host).is(403).says("did not come from a page");
        }
        ask(mine, form, "Origin", "http://elsewhere.example").is(403);
        ask(mine, form, "Origin", "null").is(403);
        ask(mine, form).is(403);
        assertTrue(ask(mine, form, "Origin", host).status() != 403);
    }

    @Test
    void every_page_says_what_it_may_load() {
        Browser.Page page = administrators.signedIn().open("/admin/audit").is(200);

        String policy = page.header("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("same-origin", page.header("Referrer-Policy").orElseThrow());
        assertEquals("no-store", page.header("Cache-Control").orElseThrow());
    }
}
