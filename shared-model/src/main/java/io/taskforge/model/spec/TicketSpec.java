package io.taskforge.model.spec;

import java.util.Objects;

/**
 * A specification to draft tickets from. Data, never instructions: nothing in it may steer more than the drafts' contents.
 *
 * @param title 1 to 200 code points, trimmed
 * @param text 1 to 100,000 code points; line ends are {@code \n}, and U+0000 is not in it
 */
public record TicketSpec(String title, String text, GenerationOptions options) {

    public TicketSpec {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(options, "options");
        if (title.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a specification has a title and a text");
        }
        if (text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "line ends are normalised, and NUL refused, before a specification is made");
        }
    }
}
