package io.taskforge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the link that {@code up} prints to a second administrator. */
class SigningInTest {

    @RegisterExtension
    static final Administration administration = new Administration();

    @Test
    void the_set_up_link_made_an_administrator_and_is_good_no_more() {
        Page page = administration.page(administration.admin());
        administration.open(page, "/admin/administrators");
        assertThat(page.locator("tbody")).containsText(Administration.NAME);

        String link =
                administration.product().connection().get("admin_setup_url").asText();
        assertEquals(404, page.navigate(link).status());
        assertThat(page.locator("main")).containsText("./taskforge admin bootstrap");
    }

    @Test
    void moments_are_in_the_readers_zone() {
        Page page = administration.page(administration.admin());
        administration.open(page, "/admin/audit");

        var moment = page.locator("time").first();
        assertTrue(moment.getAttribute("title").endsWith("UTC"), "what the server wrote stays as a tooltip");
        assertTrue(!moment.textContent().contains("UTC"), moment::textContent);
    }

    @Test
    void without_scripts_one_signs_in_invites_and_signs_out() {
        try (BrowserContext plain = administration.chromium().somebodyWithoutScripts()) {
            Page page = administration.page(plain);
            administration.signIn(page, Administration.NAME, Administration.PASSWORD);
            administration.open(page, "/admin/administrators");
            Administration.press(page, "Invite an administrator");
            String link = page.locator("#link").textContent();
            assertThat(page.locator("[data-copy]")).isHidden();

            try (BrowserContext other = administration.chromium().somebodyWithoutScripts()) {
                Page theirs = administration.page(other);
                theirs.navigate(link);
                theirs.getByLabel("Name").fill("grace");
                theirs.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                        .fill("another good password");
                theirs.getByLabel("The same again").fill("another good password");
                Administration.press(theirs, "Create the administrator");
                assertThat(theirs.locator(".who")).containsText("grace");
            }

            administration.open(page, "/admin/audit");
            Administration.press(page, "Sign out");
            assertThat(page).hasURL(administration.url("/admin/sign-in"));
            page.goBack();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in")))
                    .isVisible();
        }
    }

    @Test
    void an_expired_session_leads_back_to_where_one_was() {
        try (BrowserContext visitor = administration.chromium().somebody()) {
            Page page = administration.page(visitor);
            administration.signIn(page, Administration.NAME, Administration.PASSWORD);
            visitor.clearCookies();

            administration.open(page, "/admin/audit?action=signed_in");
            page.getByLabel("Name").fill(Administration.NAME);
            page.getByLabel("Password").fill(Administration.PASSWORD);
            Administration.press(page, "Sign in");

            assertThat(page).hasURL(administration.url("/admin/audit?action=signed_in"));
        }
    }

    @Test
    void the_pages_are_readable_for_everybody() {
        try (BrowserContext nobody = administration.chromium().somebody()) {
            administration.look(nobody, "/admin/sign-in", "sign-in");
            administration.look(nobody, "/admin/setup?token=x", "set-up-link-gone");
        }
        administration.look(administration.admin(), "/admin/administrators", "administrators");
        administration.look(administration.admin(), "/admin/audit", "audit");
        administration.look(administration.admin(), "/admin/system", "system");
        administration.look(administration.admin(), "/admin/nowhere", "not-found");
    }
}
