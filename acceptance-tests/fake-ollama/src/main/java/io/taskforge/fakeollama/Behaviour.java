package io.taskforge.fakeollama;

import java.time.Duration;

/** What the fake does with one chat request. Each has a short text form, for the command line and {@code POST /_fake/mode}. */
public sealed interface Behaviour {

    /** Answers from the schema and the statements in the prompt. */
    record Obey() implements Behaviour {}

    /**
     * Obeys the schema, but writes in every free text what an order to the model asks for that stands outside the fence around the
     * data, or behind something in it that looks like its end. Without such an order it answers as {@link Obey} does.
     */
    record ObeyOrders() implements Behaviour {}

    /** Answers in prose, as a server does that loses the schema. */
    record IgnoreSchema() implements Behaviour {}

    /** Says exactly this. */
    record Say(String content, String doneReason) implements Behaviour {}

    /** An obedient answer with something around it. */
    record Wrap(String before, String after) implements Behaviour {}

    /** An obedient answer that stops in the middle, as at the limit of tokens. */
    record Cut() implements Behaviour {}

    /** An obedient answer, one token at a time. */
    record PerToken(Duration each) implements Behaviour {}

    /** An obedient answer after a while, or earlier when released. */
    record Hold(Duration time) implements Behaviour {}

    /** Nothing before it is released. */
    record HangBeforeHeaders() implements Behaviour {}

    /** Headers and half the body, the rest when released. */
    record HangMidBody() implements Behaviour {}

    /** Another status than 200. */
    record Status(int status, String body) implements Behaviour {}

    /** Status 200 and these bytes. */
    record Raw(String body) implements Behaviour {}

    /** Ends as old servers do on repetition: 200, {@code done:false}, no reason, no metrics. */
    record DoneFalse() implements Behaviour {}

    /** An obedient answer without counts. */
    record NoMetrics() implements Behaviour {}

    /** An obedient answer with U+0000 in its words and in its bytes. */
    record NulBytes() implements Behaviour {}

    /** Closes the connection without a word. */
    record Drop() implements Behaviour {}

    /** Streaming only: an error line after the first words. */
    record ErrorMidStream() implements Behaviour {}

    /** Streaming only: ends without {@code done:true}. */
    record EndWithoutDone() implements Behaviour {}

    Behaviour OBEY = new Obey();
    Behaviour BUSY =
            new Status(503, "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}");
    Behaviour CRASHED = new Status(
            500,
            "{\"error\":\"model runner has unexpectedly stopped, this may be due to resource limitations or an internal error\"}");
    Behaviour NOT_FOUND = new Status(404, "{\"error\":\"model 'gone' not found\"}");

    /** The two shapes in which servers say that a prompt does not fit. */
    Behaviour TOO_LONG = new Status(400, FakeOllama.tooLong(9_000, 8_192, true));

    Behaviour TOO_LONG_FLAT = new Status(400, FakeOllama.tooLong(9_000, 8_192, false));

    /** @throws IllegalArgumentException naming what is known */
    static Behaviour parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        return switch (name) {
            case "obey" -> OBEY;
            case "obey-orders" -> new ObeyOrders();
            case "ignore-schema" -> new IgnoreSchema();
            case "say" -> new Say(value, "stop");
            case "empty" -> new Say("", "stop");
            case "loop" -> new Say("{\"items\":[" + "{\"title\":\"again and again\"},".repeat(200), "length");
            case "think" -> new Wrap("<think>\nThe {user} wants tickets.\n</think>\n\n", "");
            case "fence" -> new Wrap("Here you are:\n\n```json\n", "\n```\n");
            case "cut" -> new Cut();
            case "slow" -> new PerToken(Duration.ofMillis(Long.parseLong(value)));
            case "hold" -> new Hold(Duration.ofSeconds(Long.parseLong(value)));
            case "hang-before-headers" -> new HangBeforeHeaders();
            case "hang-mid-body" -> new HangMidBody();
            case "500" -> CRASHED;
            case "503" -> BUSY;
            case "404" -> NOT_FOUND;
            case "too-long" -> TOO_LONG;
            case "too-long-flat" -> TOO_LONG_FLAT;
            case "garbage" -> new Raw("<html>Bad Gateway</html>");
            case "oversized" -> new Raw("{\"message\":{\"content\":\"" + "a".repeat(3_000_000) + "\"}}");
            case "done-false" -> new DoneFalse();
            case "no-metrics" -> new NoMetrics();
            case "nul" -> new NulBytes();
            case "drop" -> new Drop();
            case "error-mid-stream" -> new ErrorMidStream();
            case "end-without-done" -> new EndWithoutDone();
            default ->
                throw new IllegalArgumentException("no such mode: " + name
                        + "; known: obey obey-orders ignore-schema say:TEXT empty loop think fence cut slow:MS hold:SECONDS"
                        + " hang-before-headers hang-mid-body 500 503 404 too-long too-long-flat garbage oversized"
                        + " done-false no-metrics nul drop error-mid-stream end-without-done");
        };
    }
}
