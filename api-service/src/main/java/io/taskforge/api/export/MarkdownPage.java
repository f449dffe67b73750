package io.taskforge.api.export;

/** Markdown as it grows, block by block. What it is given is Markdown already. */
final class MarkdownPage {

    private final StringBuilder text = new StringBuilder();

    void heading(int level, String words) {
        block("#".repeat(level) + " " + words);
    }

    /** Nothing, when there are no words. */
    void block(String markdown) {
        if (!markdown.isEmpty()) {
            text.append(markdown).append("\n\n");
        }
    }

    /** One of a list; the last is followed by {@link #endList}. */
    void item(String words) {
        text.append("- ").append(words).append('\n');
    }

    /** A paragraph with a name; none, when nothing is known of it. */
    void named(String name, String words) {
        if (known(words)) {
            block(bold(name) + words);
        }
    }

    /** An item with a name; none, when nothing is known of it. */
    void fact(String name, String words) {
        if (known(words)) {
            item(bold(name) + words);
        }
    }

    private static boolean known(String words) {
        return words != null && !words.isEmpty();
    }

    private static String bold(String name) {
        return "**" + name + ":** ";
    }

    void endList() {
        text.append('\n');
    }

    String text() {
        return text.toString().stripTrailing() + "\n";
    }
}
