package io.taskforge.fakeollama;

import java.time.Duration;
import java.util.Optional;

/** What the fake does with one chat request. Each has a short text form, for the command line and {@code POST /_fake/mode}: {@link Modes}. */
public sealed interface Behaviour {

    /** Answers from the schema and the statements in the prompt. */
    record Obey() implements Behaviour {}

    /**
     * Obeys the schema, but writes in every free text what an order to the model asks for that stands outside the fence around the
     * data, or behind something in it that looks like its end. Without such an order it answers as {@link Obey} does.
     */
    record ObeyOrders() implements Behaviour {}

    /** Obeys the schema, its members in the order of the alphabet, as servers do that keep a schema in a map. */
    record Alphabetical() implements Behaviour {}

    /** Answers in prose, as a server does that loses the schema. */
    record IgnoreSchema() implements Behaviour {}

    /** Answers with the options that reached it. */
    record EchoOptions() implements Behaviour {}

    /** Says exactly this. */
    record Say(String content, String doneReason) implements Behaviour {}

    /** An obedient answer with something around it. */
    record Wrap(String before, String after) implements Behaviour {}

    /** Thinks although it was told not to; with {@code answers} it writes an obedient answer after that, else its tokens are used up. */
    record Think(boolean answers) implements Behaviour {}

    /**
     * An obedient answer that stops as at the limit of tokens.
     *
     * @param at characters that it has by then; empty for two thirds of it
     */
    record Cut(Optional<Integer> at) implements Behaviour {}

    /** An obedient answer, one token at a time. */
    record PerToken(Duration each) implements Behaviour {}

    /** An obedient answer after a while, or earlier when released: no header comes before. */
    record Hold(Duration time) implements Behaviour {}

    /** Nothing before it is released. */
    record HangBeforeHeaders() implements Behaviour {}

    /** Headers and half the body, the rest when released. */
    record HangMidBody() implements Behaviour {}

    /**
     * Another status than 200.
     *
     * @param header one more line of the head; empty for none
     */
    record Status(int status, String body, String header) implements Behaviour {
        public Status(int status, String body) {
            this(status, body, "");
        }
    }

    /** Status 200 and these bytes. */
    record Raw(String body) implements Behaviour {}

    /** Ends as old servers do on repetition: 200, {@code done:false}, no reason, no metrics. */
    record DoneFalse() implements Behaviour {}

    /** An obedient answer without counts. */
    record NoMetrics() implements Behaviour {}

    /** An obedient answer that counts its prompt as this many tokens. */
    record CountPrompt(int tokens) implements Behaviour {}

    /** Cuts a prompt that is too long in silence even when asked not to, as some versions do. */
    record IgnoreTruncate() implements Behaviour {}

    /** An obedient answer with U+0000 in its words and in its bytes. */
    record NulBytes() implements Behaviour {}

    /** Closes the connection without a word. */
    record Drop() implements Behaviour {}

    /** Streaming: an obedient answer in pieces of this many bytes; otherwise as {@link Obey}. */
    record Split(int bytes) implements Behaviour {}

    /** Streaming: an error line after the first words; otherwise status 200 with the error as its body. */
    record ErrorMidStream() implements Behaviour {}

    /** Streaming: a line that is no JSON after the first words; otherwise a body of the same kind. */
    record MalformedLine() implements Behaviour {}

    /** Streaming: ends without {@code done:true}; otherwise as {@link DoneFalse}. */
    record EndWithoutDone() implements Behaviour {}

    Behaviour OBEY = new Obey();
    Behaviour BUSY = new Status(503, Refusals.BUSY);
    Behaviour CRASHED = new Status(500, Refusals.CRASHED);
    Behaviour NOT_FOUND = new Status(404, Refusals.error("model 'gone' not found"));

    /** The two shapes in which servers say that a prompt does not fit. */
    Behaviour TOO_LONG = new Status(400, Refusals.tooLong(9_000, 8_192, true));

    Behaviour TOO_LONG_FLAT = new Status(400, Refusals.tooLong(9_000, 8_192, false));

    /** @throws IllegalArgumentException naming what is known */
    static Behaviour parse(String text) {
        return Modes.parse(text);
    }
}
