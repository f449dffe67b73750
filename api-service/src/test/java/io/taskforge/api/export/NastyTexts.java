package io.taskforge.api.export;

import java.util.Random;
import java.util.stream.Stream;

/** Texts made at random of what Markdown and spreadsheets give a meaning to; the same in every run. */
public final class NastyTexts {

    private static final int COUNT = 3_000;
    private static final int LONGEST = 30;

    private static final String[] PARTS = {
        "<script>",
        "</script>",
        "<",
        "b",
        ">",
        "`",
        "``",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "    ",
        "# ",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "!",
        "|",
        "|-|-|\n",
        "javascript:x",
        "```",
        "~~~",
        "<!--",
        "-->",
        "<div>",
        "***",
        "_",
        "*",
        "1. ",
        "[x]: ",
        "http://e",
        "\"",
        "'",
        "&lt;",
        "\n===\n",
        "\n---\n",
        "\t",
        "a",
        "é",
        "[^1]",
        "<a href=\"",
        ":",
        "<?",
        "?>",
        "<![CDATA[",
        "]]>",
        "  \n",
        "+ ",
        "=",
        "@",
        ";",
        ",",
        "\u202E",
        "\r",
        "\r\n",
        "\u2028",
        "😀"
    };

    private NastyTexts() {}

    public static Stream<String> all() {
        Random random = new Random(5);
        return Stream.generate(() -> {
                    StringBuilder text = new StringBuilder();
                    for (int left = 1 + random.nextInt(LONGEST); left > 0; left--) {
                        text.append(PARTS[random.nextInt(PARTS.length)]);
                    }
                    return text.toString();
                })
                .limit(COUNT);
    }
}
