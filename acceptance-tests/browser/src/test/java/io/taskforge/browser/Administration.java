package io.taskforge.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.taskforge.acceptance.RunningProduct;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A running product with its first administrator, and browsers to look at it with, for all tests of a class. They fail when any page
 * had anything to complain of.
 */
final class Administration implements BeforeAllCallback, AfterAllCallback {

    static final String NAME = "ada";
    static final String PASSWORD = "correct horse battery staple";

    private static final Path SCREENSHOTS = RunningProduct.HOME.resolve("acceptance-tests/browser/target/screenshots");

    private RunningProduct product;
    private Chromium chromium;
    private BrowserContext admin;

    /** What went wrong in pages without anybody seeing it: scripts that broke, what a policy held back, what was fetched elsewhere. */
    private final List<String> complaints = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext tests) {
        product = RunningProduct.start();
        chromium = new Chromium();
        admin = chromium.somebody();
        setUp(page(admin));
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        try {
            assertEquals(List.of(), complaints);
        } finally {
            // What did not start has nothing to stop.
            if (chromium != null) {
                chromium.close();
            }
            if (product != null) {
                product.close();
            }
        }
    }

    /** The first administrator's own browser. */
    BrowserContext admin() {
        return admin;
    }

    RunningProduct product() {
        return product;
    }

    Chromium chromium() {
        return chromium;
    }

    String url(String path) {
        return product.baseUrl() + path;
    }

    /** A page that is watched for what nobody sees. */
    Page page(BrowserContext who) {
        Page page = who.newPage();
        page.onConsoleMessage(message -> {
            // A page that is refused or not found is an ordinary answer.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            URI asked = URI.create(request.url());
            if (!asked.getScheme().equals("data") && !request.url().startsWith(product.baseUrl())) {
                complaints.add(page.url() + " fetches " + request.url());
            }
        });
        return page;
    }

    /** @return the answer, whatever its status */
    Response open(Page page, String path) {
        return page.navigate(url(path));
    }

    /** Makes the first administrator by the link that {@code up} printed, who is then signed in. */
    private void setUp(Page page) {
        page.navigate(product.connection().get("admin_setup_url").asText());
        page.getByLabel("Name").fill(NAME);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        page.getByLabel("The same again").fill(PASSWORD);
        press(page, "Create the administrator");
    }

    void signIn(Page page, String name, String password) {
        open(page, "/admin/sign-in");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        press(page, "Sign in");
    }

    static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .first()
                .click();
    }

    /** Shows the page in every look to the tools and, as pictures, to people. */
    void look(BrowserContext who, String path, String name) {
        for (Chromium.Looks looks : Chromium.Looks.values()) {
            try (BrowserContext context = chromium.like(who, looks)) {
                Page page = page(context);
                open(page, path);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SCREENSHOTS.resolve(
                                name + "-" + looks.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
                assertAccessible(page, name + " " + looks);
                int width = ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
                assertTrue(width <= 0, () -> name + " " + looks + " is wider than its window by " + width);
            }
        }
    }

    private static void assertAccessible(Page page, String what) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertEquals(
                List.of(),
                violations.stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .collect(Collectors.joining("; ")))
                        .toList(),
                what);
    }

    /** Something that holds soon, of which no page tells. */
    interface Soon {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Within a minute: a revoked key may work for half of one. */
    void waitUntil(Soon what) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!what.holds()) {
            assertTrue(System.nanoTime() < end, "it does not happen");
            product.launcherLives(Duration.ofMillis(500));
        }
    }
}
