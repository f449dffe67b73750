package io.taskforge.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Debian's Chromium, or the one that {@code CHROMIUM} names. */
final class Chromium implements AutoCloseable {

    private static final Stream<String> PLACES = Stream.of(
            System.getenv("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final Path FOUND = PLACES.filter(place -> place != null && Files.isExecutable(Path.of(place)))
            .findFirst()
            .map(Path::of)
            .orElseThrow(() -> new IllegalStateException("there is no Chromium; Debian's package chromium has it"));

    private final Playwright playwright = Playwright.create();
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(FOUND)
                    // In containers there is neither; what is opened is our own.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));

    /** Somebody's own browser: no cookie of anybody else's. */
    BrowserContext somebody() {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1_280, 900)
                .setTimezoneId("Asia/Tokyo")
                .setLocale("en-GB"));
    }

    BrowserContext somebodyWithoutScripts() {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1_280, 900).setJavaScriptEnabled(false));
    }

    /** With the cookies of somebody else. */
    BrowserContext like(BrowserContext other, Looks looks) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(looks.width, looks.height)
                .setColorScheme(looks.scheme)
                .setTimezoneId("Asia/Tokyo")
                .setLocale("en-GB"));
        context.addCookies(other.cookies());
        return context;
    }

    /** How somebody looks at a page. */
    enum Looks {
        LIGHT(1_280, 900, ColorScheme.LIGHT),
        DARK(1_280, 900, ColorScheme.DARK),
        PHONE(390, 844, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Looks(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
