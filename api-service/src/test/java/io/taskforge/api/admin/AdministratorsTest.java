package io.taskforge.api.admin;

import static io.taskforge.api.fixture.Administrators.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.OwnDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class AdministratorsTest {

    private static final String PAGE = "/admin/administrators";

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    private final Browser browser = new Browser();

    private static String freshName() {
        return "n" + UUID.randomUUID().toString().substring(0, 13);
    }

    private Browser.Page setUp(Browser who, String link, String name) {
        String token = who.open(link).is(200).field("token");
        return who.post("/admin/setup", Map.of("token", token, "name", name, "password", PASSWORD, "again", PASSWORD));
    }

    private String idOf(String name) {
        return clients.one("select id from admin_user where name = $1", Tuple.of(name))
                .getUUID("id")
                .toString();
    }

    /** From the page that shows it once. */
    private static String link(Browser.Page page) {
        Matcher link = Pattern.compile("<code id=\"link\">https://taskforge.example.com(/admin/setup[^<]+)</code>")
                .matcher(page.html());
        assertTrue(link.find(), page::html);
        return link.group(1);
    }

    @Test
    void a_set_up_link_makes_an_administrator_who_is_signed_in() {
        String name = freshName();

        setUp(browser, administrators.setupLink(), name).is(303);

        browser.open(PAGE).is(200).says(name).says("(you)");
        administrators.signedIn(name);
    }

    @Test
    void a_set_up_link_is_good_once_however_many_use_it_at_the_same_time() {
        String link = administrators.setupLink();
        String token = browser.open(link).is(200).field("token");

        List<CompletableFuture<Browser.Page>> tries = Stream.generate(AdministratorsTest::freshName)
                .limit(2)
                .map(name -> CompletableFuture.supplyAsync(() -> new Browser()
                        .post(
                                "/admin/setup",
                                Map.of("token", token, "name", name, "password", PASSWORD, "again", PASSWORD))))
                .toList();

        assertEquals(
                List.of(303, 404),
                tries.stream().map(each -> each.join().status()).sorted().toList());
        browser.open(link).is(404).says("./taskforge admin bootstrap");
    }

    @Test
    void looking_at_a_set_up_link_does_not_use_it_up() {
        String link = administrators.setupLink();

        browser.open(link).is(200);
        browser.open(link).is(200);
    }

    @Test
    void a_set_up_link_that_is_too_old_is_refused() {
        String link = administrators.setupLink();
        administrators.run("update admin_setup set expires_at = now()", Tuple.tuple());

        browser.open(link).is(404);
    }

    @ParameterizedTest
    @CsvSource({
        "short, short, at least 12 characters",
        "aaaaaaaaaaaaaaaa, aaaaaaaaaaaaaaaa, harder to guess",
        "my name is someone else, my name is someone else, harder to guess",
        "correct horse battery, correct horse batterie, not the same",
    })
    void a_password_that_will_not_do_is_told_of_and_uses_no_link_up(String password, String again, String told) {
        String link = administrators.setupLink();
        String token = browser.open(link).is(200).field("token");

        browser.post("/admin/setup", Map.of("token", token, "name", "someone", "password", password, "again", again))
                .is(400)
                .says(told);

        browser.open(link).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-dash", "with space", "<script>", "ümlaut", "cli", "Launcher"})
    void a_name_that_will_not_do_is_told_of_and_stays_text(String name) {
        String token = browser.open(administrators.setupLink()).is(200).field("token");

        Browser.Page again = browser.post(
                        "/admin/setup", Map.of("token", token, "name", name, "password", PASSWORD, "again", PASSWORD))
                .is(400)
                .says("Choose a name");

        assertFalse(again.html().contains("<script>"), again::html);
    }

    @Test
    void a_taken_name_uses_no_link_up() {
        String link = administrators.setupLink();

        setUp(browser, link, administrators.make()).is(400).says("already");

        setUp(browser, link, freshName()).is(303);
    }

    @Test
    void an_administrator_invites_another() {
        Browser mine = administrators.signedIn();
        String name = freshName();

        String link = link(mine.post(PAGE + "/invite", Map.of()).is(200));

        setUp(browser, link, name).is(303);
        assertFalse(mine.open(PAGE).html().contains("id=\"link\""), "the link is shown once");
        mine.open(PAGE).is(200).says(name);
    }

    @Test
    void a_password_link_sets_a_password_and_ends_every_session() {
        String forgetful = administrators.make();
        Browser theirs = administrators.signedIn(forgetful);
        Browser mine = administrators.signedIn();
        String link = link(mine.post(PAGE + "/" + idOf(forgetful) + "/password-link", Map.of())
                .is(200));
        String token = browser.open(link).is(200).says(forgetful).field("token");

        browser.post(
                        "/admin/setup",
                        Map.of("token", token, "password", "another good password", "again", "another good password"))
                .is(303);

        theirs.open(PAGE).is(303);
        new Browser()
                .post("/admin/sign-in", Map.of("name", forgetful, "password", PASSWORD))
                .is(401);
        browser.open(PAGE).is(200);
    }

    @Test
    void a_disabled_administrator_is_out_at_once_and_may_come_back() {
        String other = administrators.make();
        Browser theirs = administrators.signedIn(other);
        Browser mine = administrators.signedIn();

        mine.post(PAGE + "/" + idOf(other) + "/disable", Map.of()).is(303);

        theirs.open(PAGE).is(303);
        theirs.post("/admin/sign-in", Map.of("name", other, "password", PASSWORD))
                .is(401);
        mine.post(PAGE + "/" + idOf(other) + "/enable", Map.of()).is(303);
        administrators.signedIn(other);
    }

    @Test
    void a_link_that_somebody_made_is_gone_when_they_are_disabled() {
        String other = administrators.make();
        String link = link(administrators.signedIn(other).post(PAGE + "/invite", Map.of()));

        administrators
                .signedIn()
                .post(PAGE + "/" + idOf(other) + "/disable", Map.of())
                .is(303);

        browser.open(link).is(404);
    }

    @Test
    void a_filter_with_a_nul_is_no_failure() {
        administrators.signedIn().open("/admin/audit?actor=%00").is(200);
    }

    @Test
    void the_last_administrator_cannot_be_disabled() {
        String name = administrators.make();
        Browser mine = administrators.signedIn(name);
        administrators.run("update admin_user set disabled_at = now() where name <> $1", Tuple.of(name));

        Browser.Page answer =
                mine.post(PAGE + "/" + idOf(name) + "/disable", Map.of()).is(303);

        mine.open(answer.location()).is(200).says("Nothing was changed");
        administrators.run("update admin_user set disabled_at = null", Tuple.tuple());
    }

    @Test
    void changing_ones_password_ends_ones_other_sessions() {
        String name = administrators.make();
        Browser here = administrators.signedIn(name);
        Browser there = administrators.signedIn(name);
        Map<String, String> change =
                Map.of("current", PASSWORD, "password", "a new and longer one", "again", "a new and longer one");

        here.post(
                        PAGE + "/own-password",
                        Map.of("current", "wrong", "password", "a new and longer one", "again", "a new and longer one"))
                .is(400)
                .says("current password");
        here.post(PAGE + "/own-password", change).is(303);

        here.open(PAGE).is(200);
        there.open(PAGE).is(303);
    }

    @Test
    void what_was_done_is_logged_and_the_log_cannot_be_changed() {
        String name = administrators.make();
        Browser mine = administrators.signedIn(name);
        mine.post(PAGE + "/invite", Map.of()).is(200);

        mine.open("/admin/audit?actor=" + name).is(200).says("signed in").says("admin invited");
        mine.open("/admin/audit?check=1").is(200).says("The chain is unbroken");
        for (String change : List.of(
                "update audit_log set actor = 'somebody else'", "delete from audit_log", "truncate audit_log")) {
            assertThrows(RuntimeException.class, () -> administrators.run(change, Tuple.tuple()), change);
        }
    }

    @Test
    void an_entry_that_was_changed_behind_our_back_is_found() {
        Browser mine = administrators.signedIn();
        administrators.run("alter table audit_log disable trigger audit_log_append_only", Tuple.tuple());
        long victim = clients.one("select max(id) as id from audit_log", Tuple.tuple())
                .getLong("id");
        administrators.run("update audit_log set actor = 'x' || actor where id = $1", Tuple.of(victim));

        mine.open("/admin/audit?check=1").is(200).says("Entry " + victim + " is not as it was written");

        administrators.run("update audit_log set actor = substr(actor, 2) where id = $1", Tuple.of(victim));
        administrators.run("alter table audit_log enable trigger audit_log_append_only", Tuple.tuple());
        mine.open("/admin/audit?check=1").is(200).says("The chain is unbroken");
    }
}
