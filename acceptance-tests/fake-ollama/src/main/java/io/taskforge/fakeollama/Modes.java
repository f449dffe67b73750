package io.taskforge.fakeollama;

import java.time.Duration;
import java.util.Optional;

/** The short text forms of behaviours: a name, and for some a value after a colon. */
final class Modes {

    private static final String KNOWN =
            "obey obey-orders alphabetical ignore-schema echo-options say:TEXT empty loop think fence thinks"
                    + " thinks-only cut cut:CHARACTERS slow:MS late:MS hold:SECONDS hang-before-headers hang-mid-body 500 500-load"
                    + " 500-load-timeout 500-repeat 503 503:RETRY_AFTER_SECONDS 499 404 400 401 403 302 too-long too-long:WINDOW"
                    + " too-long-flat garbage oversized error-in-body done-false no-metrics count-prompt:TOKENS ignore-truncate nul drop"
                    + " content-filter split:BYTES error-mid-stream malformed-line end-without-done";

    private Modes() {}

    /** @throws IllegalArgumentException naming what is known */
    static Behaviour parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        return words(name, value)
                .or(() -> pace(name, value))
                .or(() -> refusal(name, value))
                .or(() -> odd(name, value))
                .orElseThrow(() -> new IllegalArgumentException("no such mode: " + name + "; known: " + KNOWN));
    }

    /** What is said. */
    private static Optional<Behaviour> words(String name, String value) {
        return Optional.ofNullable(
                switch (name) {
                    case "obey" -> Behaviour.OBEY;
                    case "obey-orders" -> new Behaviour.ObeyOrders();
                    case "alphabetical" -> new Behaviour.Alphabetical();
                    case "ignore-schema" -> new Behaviour.IgnoreSchema();
                    case "echo-options" -> new Behaviour.EchoOptions();
                    case "say" -> new Behaviour.Say(value, "stop");
                    case "empty" -> new Behaviour.Say("", "stop");
                    case "content-filter" -> new Behaviour.Say("", "content_filter");
                    case "loop" ->
                        new Behaviour.Say("{\"items\":[" + "{\"title\":\"again and again\"},".repeat(200), "length");
                    case "think" -> new Behaviour.Wrap("<think>\nThe {user} wants tickets.\n</think>\n\n", "");
                    case "fence" -> new Behaviour.Wrap("Here you are:\n\n```json\n", "\n```\n");
                    case "thinks" -> new Behaviour.Think(true);
                    case "thinks-only" -> new Behaviour.Think(false);
                    case "cut" ->
                        new Behaviour.Cut(value.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(value)));
                    default -> null;
                });
    }

    /** When it is said. */
    private static Optional<Behaviour> pace(String name, String value) {
        return Optional.ofNullable(
                switch (name) {
                    case "slow" -> new Behaviour.PerToken(Duration.ofMillis(Long.parseLong(value)));
                    case "late" -> new Behaviour.Hold(Duration.ofMillis(Long.parseLong(value)));
                    case "hold" -> new Behaviour.Hold(Duration.ofSeconds(Long.parseLong(value)));
                    case "hang-before-headers" -> new Behaviour.HangBeforeHeaders();
                    case "hang-mid-body" -> new Behaviour.HangMidBody();
                    case "split" -> new Behaviour.Split(Integer.parseInt(value));
                    default -> null;
                });
    }

    /** What is refused. */
    private static Optional<Behaviour> refusal(String name, String value) {
        return Optional.ofNullable(
                switch (name) {
                    case "500" -> Behaviour.CRASHED;
                    case "500-load" -> new Behaviour.Status(500, Refusals.LOAD_FAILED);
                    case "500-load-timeout" -> new Behaviour.Status(500, Refusals.LOAD_TIMED_OUT);
                    case "500-repeat" -> new Behaviour.Status(500, Refusals.REPEATED);
                    case "503" ->
                        value.isEmpty()
                                ? Behaviour.BUSY
                                : new Behaviour.Status(503, Refusals.BUSY, "Retry-After: " + Integer.parseInt(value));
                    case "499" -> new Behaviour.Status(499, Refusals.error("request canceled"));
                    case "404" -> Behaviour.NOT_FOUND;
                    case "400" -> new Behaviour.Status(400, Refusals.BAD_GRAMMAR);
                    case "401" -> new Behaviour.Status(401, "<html><h1>401 Authorization Required</h1></html>");
                    case "403" -> new Behaviour.Status(403, "<html><h1>403 Forbidden</h1></html>");
                    case "302" -> new Behaviour.Status(302, "", "Location: https://login.example.com/");
                    case "too-long" ->
                        value.isEmpty()
                                ? Behaviour.TOO_LONG
                                : new Behaviour.Status(
                                        400,
                                        Refusals.tooLong(Integer.parseInt(value) + 95, Integer.parseInt(value), true));
                    case "too-long-flat" -> Behaviour.TOO_LONG_FLAT;
                    default -> null;
                });
    }

    /** What is not as it should be. */
    private static Optional<Behaviour> odd(String name, String value) {
        return Optional.ofNullable(
                switch (name) {
                    case "garbage" -> new Behaviour.Raw("<html>Bad Gateway</html>");
                    case "error-in-body" -> new Behaviour.Raw(Refusals.WHILE_RUNNING);
                    case "oversized" ->
                        new Behaviour.Raw("{\"message\":{\"content\":\"" + "a".repeat(3_000_000) + "\"}}");
                    case "done-false" -> new Behaviour.DoneFalse();
                    case "no-metrics" -> new Behaviour.NoMetrics();
                    case "count-prompt" -> new Behaviour.CountPrompt(Integer.parseInt(value));
                    case "ignore-truncate" -> new Behaviour.IgnoreTruncate();
                    case "nul" -> new Behaviour.NulBytes();
                    case "drop" -> new Behaviour.Drop();
                    case "error-mid-stream" -> new Behaviour.ErrorMidStream();
                    case "malformed-line" -> new Behaviour.MalformedLine();
                    case "end-without-done" -> new Behaviour.EndWithoutDone();
                    default -> null;
                });
    }
}
