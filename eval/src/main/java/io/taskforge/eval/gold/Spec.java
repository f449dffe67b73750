package io.taskforge.eval.gold;

import io.taskforge.eval.text.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A specification to measure with.
 *
 * @param name its file's path below the folder, without extension
 * @param title as a client would name it
 * @param text with {@code \n} as line end
 */
public record Spec(String name, String title, String text, Optional<Gold> gold) {

    private static final Pattern MARKUP =
            Pattern.compile("^\\s*(?:[#>*+-]+\\s+|\\d+[.)]\\s+)+|[*_`|]+|^\\s*\\|?[\\s:|-]+\\|?$");

    public List<String> lines() {
        return Arrays.asList(text.split("\n", -1));
    }

    /** Without list markers, emphasis and cell borders. */
    static String plain(String line) {
        return MARKUP.matcher(line).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }

    /** The words of some lines, without markup. */
    public String words(Span span) {
        List<String> lines = lines();
        return String.join(
                        " ",
                        lines
                                .subList(Math.min(span.start() - 1, lines.size()), Math.min(span.end(), lines.size()))
                                .stream()
                                .map(Spec::plain)
                                .toList())
                .strip();
    }

    public Weights weights() {
        return new Weights(lines().stream()
                .map(Spec::plain)
                .filter(line -> !line.isBlank())
                .toList());
    }

    public Spec with(String otherText, Optional<Gold> otherGold) {
        return new Spec(name, title, otherText, otherGold);
    }
}
