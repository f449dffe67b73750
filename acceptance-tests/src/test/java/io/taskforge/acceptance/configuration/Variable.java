package io.taskforge.acceptance.configuration;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One variable of the environment, as somebody reads it.
 *
 * @param section the heading that it belongs under
 * @param type what its value is, in words
 * @param defaults by who reads it; empty for none
 * @param text what it does and what follows
 */
record Variable(String section, String name, String type, Map<Reader, String> defaults, String text) {

    /** How the text of one begins that is only looked at when another is not set. */
    static final String STANDS_IN = "Where `";

    /** Who reads variables. */
    enum Reader {
        API("api-service"),
        WORKER("generation-worker"),
        LAUNCHER("launcher"),
        TESTS("tests");

        private final String word;

        Reader(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Set<Reader> readers() {
        return defaults.keySet().isEmpty() ? EnumSet.noneOf(Reader.class) : EnumSet.copyOf(defaults.keySet());
    }

    /** Said of the same variable at two places: it has all readers, and each text once. */
    Variable and(Variable other) {
        Map<Reader, String> all = new LinkedHashMap<>(defaults);
        other.defaults.forEach(all::putIfAbsent);
        String both = isSaid(other.text) && !text.equals(other.text)
                ? isSaid(text)
                        ? text + " For the " + words(other.readers(), " and the ") + ": " + other.text
                        : other.text
                : text;
        return new Variable(section, name, type.isEmpty() ? other.type : type, all, both);
    }

    /** More than that it stands in for another one. */
    private static boolean isSaid(String text) {
        return !text.isEmpty() && !text.startsWith(STANDS_IN);
    }

    private static String words(Set<Reader> readers, String between) {
        return readers.stream().map(Reader::word).collect(Collectors.joining(between));
    }

    /** Also read by others, who take the same to be its default. */
    Variable readBy(Reader reader, String theirDefault) {
        Map<Reader, String> all = new LinkedHashMap<>(defaults);
        all.putIfAbsent(reader, theirDefault);
        return new Variable(section, name, type, all, text);
    }

    /** Of a kind that nobody else may know. */
    Variable secret() {
        return type.endsWith("secret") ? this : new Variable(section, name, type + ", secret", defaults, text);
    }

    String row() {
        return "| `%s` | %s | %s | %s | %s |".formatted(name, type, defaultCell(), cell(text), readerCell());
    }

    private String readerCell() {
        return readers(readers());
    }

    private static String readers(Set<Reader> all) {
        return all.equals(EnumSet.of(Reader.API, Reader.WORKER)) ? "both services" : words(all, ", ");
    }

    private String defaultCell() {
        Set<String> values = Set.copyOf(defaults.values());
        if (values.size() <= 1) {
            return values.stream().findAny().map(Variable::code).orElse("");
        }
        Map<String, Set<Reader>> byValue = new TreeMap<>();
        defaults.forEach((reader, value) -> byValue.computeIfAbsent(value, none -> EnumSet.noneOf(Reader.class))
                .add(reader));
        return byValue.entrySet().stream()
                .filter(each -> !each.getKey().isEmpty())
                .map(each -> code(each.getKey()) + " (" + readers(each.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String code(String value) {
        return value.isEmpty() ? "" : "`" + cell(value) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
