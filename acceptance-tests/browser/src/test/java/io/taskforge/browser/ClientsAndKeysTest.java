package io.taskforge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients are made, get keys and lose them. */
class ClientsAndKeysTest {

    @RegisterExtension
    static final Administration administration = new Administration();

    private static Page newClient(BrowserContext who, String name) {
        Page page = administration.page(who);
        administration.open(page, "/admin/clients");
        page.locator("#name").fill(name);
        Administration.press(page, "Make the client");
        return page;
    }

    private static String newKey(Page page) {
        Administration.press(page, "Make the key");
        return page.locator("#new-key").textContent();
    }

    private static int asked(String key) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(administration.url("/tickets/v1/jobs")))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_key_that_is_made_here_opens_the_api_and_one_that_is_revoked_before_its_first_use_does_not()
            throws Exception {
        Page page = newClient(administration.admin(), "journey");
        assertEquals(200, asked(newKey(page)));
        String revoked = newKey(page);

        page.locator("tr:has-text('" + revoked.split("_", -1)[2] + "') >> text=Revoke")
                .click();
        administration.look(administration.admin(), URI.create(page.url()).getPath(), "revoke-key");
        Administration.press(page, "Revoke");

        assertEquals(401, asked(revoked));
    }

    @Test
    void a_page_with_a_new_key_that_is_loaded_again_makes_no_other_and_shows_none() {
        Page page = newClient(administration.admin(), "loaded-again");
        newKey(page);

        page.reload();

        assertThat(page.locator("#keys [role=alert]")).containsText("has made a key already");
        assertThat(page.locator("#new-key")).hasCount(0);
        assertThat(page.locator("#keys tbody tr")).hasCount(1);
    }

    @Test
    void two_tabs_that_change_the_same_limits_do_not_overwrite_each_other() {
        Page first = newClient(administration.admin(), "two-tabs");
        Page second = administration.page(administration.admin());
        second.navigate(first.url());
        first.getByLabel("Submissions a second").fill("3");
        first.getByLabel("Submissions at once").fill("6");
        Administration.press(first, "Change the limits");

        second.getByLabel("Submissions a second").fill("9");
        second.getByLabel("Submissions at once").fill("9");
        Administration.press(second, "Change the limits");

        assertThat(second.locator("#limits [role=alert]")).containsText("somebody else has changed");
        assertThat(second.getByLabel("Submissions a second")).hasValue("3");
    }

    @Test
    void a_key_can_be_copied() {
        administration.admin().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Page page = newClient(administration.admin(), "copied");
        String key = newKey(page);

        Administration.press(page, "Copy the key");

        assertThat(page.locator("[data-copy=new-key]")).hasText("Copied");
        assertEquals(key, page.evaluate("navigator.clipboard.readText()"));
    }

    @Test
    void without_scripts_a_client_is_made_limited_and_disabled() {
        try (BrowserContext plain = administration.chromium().somebodyWithoutScripts()) {
            administration.signIn(administration.page(plain), Administration.NAME, Administration.PASSWORD);
            Page page = newClient(plain, "plain");
            page.getByLabel("Submissions a second").fill("a few");
            Administration.press(page, "Change the limits");
            assertThat(page.locator("#limits [role=alert]")).containsText("Nothing was changed");
            page.getByLabel("Submissions a second").fill("7");
            page.getByLabel("Submissions at once").fill("9");
            Administration.press(page, "Change the limits");
            Administration.press(page, "Disable");
            assertThat(page.locator(".state-disabled").first()).hasText("disabled");
        }
    }

    @Test
    void the_pages_are_readable_for_everybody() {
        administration.look(administration.admin(), "/admin/clients", "clients");
        Page page = newClient(administration.admin(), "looked-at");
        newKey(page);
        administration.look(
                administration.admin(), URI.create(page.url()).getPath().replaceAll("/keys$", ""), "client");
    }
}
