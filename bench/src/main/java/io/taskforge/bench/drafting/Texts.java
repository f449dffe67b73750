package io.taskforge.bench.drafting;

import java.util.function.IntFunction;

/** Specifications of any length in the shapes that people write. No two statements are alike, so that nothing merges. */
enum Texts {
    LISTS(
            "lists in Markdown",
            i -> (i % 12 == 0 ? "\n## Part " + i + "\n\n" : "") + "- The " + noun(i) + " must keep record " + i
                    + " for " + (i % 90 + 1) + " days.\n"),
    PROSE(
            "paragraphs",
            i -> "The " + noun(i) + " must answer request " + i + " within " + (i % 50 + 1)
                    + " seconds. Operators wrote this down in " + (1990 + i % 30) + ", when " + noun(i + 3)
                    + "s were new."
                    + (i % 4 == 3 ? "\n\n" : "\n")),
    TABLE(
            "a table",
            i -> (i == 0 ? "## Requirements\n\n| ID | Requirement | Priority |\n|----|----|----|\n" : "") + "| R-" + i
                    + " | The " + noun(i) + " must report value " + i + ". | " + (i % 2 == 0 ? "Must" : "Should")
                    + " |\n"),
    PLAIN(
            "plain text",
            i -> (i % 10 == 0 ? "\nPART " + i + "\n\n" : "") + i + ". The " + noun(i) + " shall show state " + i
                    + " to its owner.\n"),
    CSV(
            "CSV",
            i -> (i == 0 ? "ID,Requirement,Priority\n" : "") + "R-" + i + ",\"The " + noun(i) + " shall store item " + i
                    + ", and more.\",Must\n"),
    CHINESE(
            "lists in Chinese",
            i -> (i % 12 == 0 ? "\n## 部分" + i + "\n\n" : "") + "- 系统必须在" + (i % 60 + 1) + "秒内处理请求" + i + "。\n"),
    BACKGROUND(
            "background without a requirement",
            i -> "In " + (1900 + i % 99) + " the " + noun(i) + " stood near the river, and " + noun(i + 5)
                    + "s came by. " + (i % 5 == 4 ? "\n\n" : "\n"));

    private static final String[] NOUNS = {
        "gate", "ledger", "scanner", "boiler", "archive", "counter", "signal", "pump", "printer", "register", "lamp"
    };

    private final String what;
    private final IntFunction<String> part;

    Texts(String what, IntFunction<String> part) {
        this.what = what;
        this.part = part;
    }

    String what() {
        return what;
    }

    private static String noun(int i) {
        return NOUNS[i % NOUNS.length];
    }

    /** A text of so many bytes, to the next whole statement. */
    String ofBytes(int bytes) {
        StringBuilder text = new StringBuilder("# Plant\n");
        int written = text.length();
        for (int i = 0; written < bytes; i++) {
            String next = part.apply(i);
            written += next.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            text.append(next);
        }
        return this == CSV ? text.substring("# Plant\n".length()) : text.toString();
    }

    /** A text of so many statements. */
    String ofStatements(int statements) {
        StringBuilder text = new StringBuilder("# Plant\n");
        for (int i = 0; i < statements; i++) {
            text.append(part.apply(i));
        }
        return text.toString();
    }
}
