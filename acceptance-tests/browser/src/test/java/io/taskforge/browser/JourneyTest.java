package io.taskforge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.taskforge.acceptance.RunningProduct;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a set-up link to a key, a submission by curl, its result, and the end of the key. */
class JourneyTest {

    private static final String NASTY = """
            # The <script>alert('title')</script> "ledger" \u202Eflipped\u202C

            - The system must show <img src=x onerror=alert(1)> as text.
            - A user must be able to export the "ledger" as CSV & 'JSON'.
            - The export must \u2067נהלים\u2069 finish within 5 seconds.
            """;

    @RegisterExtension
    static final Administration administration = new Administration();

    private static String drafted(String title, String spec) throws InterruptedException {
        JsonNode job = administration.product().submit(title, spec);
        administration.product().awaitEnd(job, 60);
        return "/admin/jobs/" + job.get("job_id").asText();
    }

    private static String curl(String key, String... more) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of("curl", "-s", "-w", "\n%{http_code}", "-H", "Authorization: Bearer " + key));
        command.addAll(List.of(more));
        Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }

    @Test
    void an_administrator_hands_out_a_key_watches_a_job_reads_its_result_and_revokes_the_key() throws Exception {
        Page page = administration.page(administration.admin());
        administration.open(page, "/admin/clients");
        page.locator("#name").fill("reader");
        Administration.press(page, "Make the client");
        Administration.press(page, "Make the key");
        String key = page.locator("#new-key").textContent();

        Page list = administration.page(administration.admin());
        administration.open(list, "/admin/jobs");
        String spec = Files.readString(RunningProduct.HOME.resolve("examples/billing-workspace.md"));
        String body = RunningProduct.JSON
                .createObjectNode()
                .put("schema_version", "tickets.input.v1")
                .put("idempotency_key", "by-curl")
                .put("title", "Billing workspace")
                .put("spec", spec)
                .toString();
        String submitted = curl(
                key,
                "-H",
                "Content-Type: application/json",
                "--data-binary",
                body,
                administration.url("/tickets/v1/jobs"));
        assertTrue(submitted.endsWith("202"), submitted);

        administration.open(list, "/admin/jobs");
        list.locator("a:has-text('Billing workspace')").first().click();
        // By itself, without loading the page again.
        assertThat(list.locator("#now .state").first()).hasText("completed");
        list.locator("a:has-text('tickets')").first().click();
        assertThat(list.locator("svg a").first()).isVisible();
        assertThat(list.locator("main")).containsText("16 of 16 requirements covered");
        Download download =
                list.waitForDownload(() -> list.locator("a[href$='format=csv']").click());
        assertTrue(Files.readString(download.path()).startsWith("external_id,"), "CSV");

        page.locator("a.button:has-text('Revoke')").first().click();
        Administration.press(page, "Revoke");
        administration.waitUntil(
                () -> curl(key, administration.url("/tickets/v1/jobs")).endsWith("401"));
    }

    @Test
    void a_box_of_the_graph_leads_to_its_ticket_and_a_ticket_to_its_lines() throws Exception {
        String spec = Files.readString(RunningProduct.HOME.resolve("examples/billing-workspace.md"));
        Page page = administration.page(administration.admin());
        administration.open(page, drafted("Graph", spec) + "/result");

        page.locator("svg a").first().click();
        String ticket = URI.create(page.url()).getFragment();
        assertThat(page.locator("#" + ticket)).isInViewport();

        page.locator("#" + ticket + " a[href^='#L']").first().click();
        // The anchor itself is nothing to see: it stands in its line.
        String anchor = URI.create(page.url()).getFragment();
        assertThat(page.locator("li:has([id='" + anchor + "'])")).isInViewport();
    }

    @Test
    void what_others_wrote_stays_text() throws Exception {
        String job = drafted("<script>alert('x')</script> \"quoted\" \u202Egnol", NASTY);
        Page page = administration.page(administration.admin());
        page.onDialog(dialog -> {
            throw new AssertionError("a script of theirs ran: " + dialog.message());
        });
        for (String path : List.of("/admin/jobs", job, job + "/result", job + "/erase")) {
            assertEquals(200, administration.open(page, path).status(), path);
            assertEquals(0, page.locator("main script, main img").count(), path);
        }
        administration.open(page, job);
        assertThat(page.locator("h1")).containsText("<script>alert('x')</script> \"quoted\"");
        administration.look(administration.admin(), job + "/result", "result-hostile");
    }

    @Test
    void every_page_works_without_scripts() throws Exception {
        String job = drafted("Plain", "- The ledger must balance.\n- The ledger must be exported.\n");
        try (BrowserContext plain = administration.chromium().somebodyWithoutScripts()) {
            Page page = administration.page(plain);
            administration.signIn(page, Administration.NAME, Administration.PASSWORD);
            administration.open(page, "/admin/jobs?q=Plain");
            page.locator("a:has-text('Plain')").first().click();
            assertThat(page.locator("main")).containsText("completed");
            administration.open(page, job + "/result");
            assertThat(page.locator("main")).containsText("balance");
            administration.open(page, job + "/erase");
            page.locator("main form button").last().click();
            assertThat(page.locator("[role=status]")).containsText("rased");
            administration.open(page, job + "/result");
            assertFalse(page.locator("main").textContent().contains("must balance"), "it is erased");
            administration.open(page, "/admin/system");
            assertThat(page.locator("main")).containsText("listening");
        }
    }

    @Test
    void the_pages_are_readable_for_everybody() throws Exception {
        administration.look(administration.admin(), "/admin/jobs?q=nothing+is+called+so", "jobs-none");
        String job = drafted(
                "Billing workspace", Files.readString(RunningProduct.HOME.resolve("examples/billing-workspace.md")));
        administration.look(administration.admin(), "/admin/jobs", "jobs");
        administration.look(administration.admin(), job, "job");
        administration.look(administration.admin(), job + "/result", "result");
        administration.look(administration.admin(), job + "/erase", "job-erase");
    }
}
