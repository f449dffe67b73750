package io.taskforge.worker.salvage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Reads JSON that no parser takes: commas missing or too many, any kind of quotation marks, quotation marks unescaped within a text,
 * comments, and an end that is missing. An element that the end of the text cuts through is dropped, so that what is read was written in
 * full.
 */
final class BrokenJson {

    /**
     * @param value missing when not even one bracket could be read
     * @param cut the objects and arrays that were still open at the end, by identity
     */
    record Reading(JsonNode value, Set<JsonNode> cut) {}

    private static final int DEEPEST = 40;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final Set<JsonNode> cut = Collections.newSetFromMap(new IdentityHashMap<>());
    private int at;

    private BrokenJson(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** Reads the value that opens at {@code from}. */
    static Reading read(String text, int from) {
        BrokenJson reader = new BrokenJson(text, from);
        JsonNode value = reader.value(0);
        return new Reading(value == null ? NODES.missingNode() : value, reader.cut);
    }

    /** Where the bracket at {@code from} is closed (exclusive), brackets in texts not counted; -1 when it is not. */
    static int endOfBalanced(String text, int from) {
        int depth = 0;
        boolean inText = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inText) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inText = false;
                }
            } else if (c == '"') {
                inText = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    /** Null when the text ends before the value does, or nothing that is a value stands here. */
    private JsonNode value(int depth) {
        skipSpace();
        if (at >= text.length() || depth > DEEPEST) {
            return null;
        }
        char c = text.charAt(at);
        if (c == '{') {
            return object(depth);
        }
        if (c == '[') {
            return array(depth);
        }
        if (opensText(c)) {
            String string = string();
            return string == null ? null : NODES.textNode(string);
        }
        return word();
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        at++;
        while (true) {
            skipSpaceAndCommas();
            if (at >= text.length()) {
                cut.add(object);
                return object;
            }
            char c = text.charAt(at);
            if (c == '}') {
                at++;
                return object;
            }
            if (c == ']' || c == '{') {
                // The brace that closes it was forgotten: what opens here is the next one.
                return object;
            }
            String name = opensText(c) ? string() : bareName();
            skipSpace();
            if (name == null || at >= text.length()) {
                cut.add(object);
                at = text.length();
                return object;
            }
            boolean forgotten = opensText(text.charAt(at)) && opensText(c) && name.matches("[A-Za-z_]+");
            if (!isColon(text.charAt(at)) && !forgotten) {
                // Not a member: passed over, at least one character of it.
                at += name.isEmpty() ? 1 : 0;
                continue;
            }
            at += forgotten ? 0 : 1;
            JsonNode value = value(depth + 1);
            if (value == null) {
                cut.add(object);
                at = text.length();
                return object;
            }
            if (!object.has(name)) {
                object.set(name, value);
            }
        }
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        at++;
        while (true) {
            skipSpaceAndCommas();
            if (at >= text.length()) {
                cut.add(array);
                return array;
            }
            char c = text.charAt(at);
            if (c == ']') {
                at++;
                return array;
            }
            if (c == '}' && !surplus(array)) {
                return array;
            }
            if (c == '}' || isColon(c)) {
                at++;
                continue;
            }
            JsonNode value = value(depth + 1);
            if (value == null) {
                cut.add(array);
                at = text.length();
                return array;
            }
            array.add(value);
        }
    }

    /** Whether a closing brace within a list of objects is one too many: the list goes on behind it. */
    private boolean surplus(ArrayNode array) {
        if (array.isEmpty() || !array.get(array.size() - 1).isObject()) {
            return false;
        }
        int next = afterSpace(at + 1);
        return next < text.length()
                && isComma(text.charAt(next))
                && afterSpace(next + 1) < text.length()
                && text.charAt(afterSpace(next + 1)) == '{';
    }

    private int afterSpace(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /** Null when it is not closed. */
    private String string() {
        String closing = closingQuotesFor(text.charAt(at));
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                if (!escape(out)) {
                    return null;
                }
            } else if (closing.indexOf(c) >= 0 && closes()) {
                at++;
                return out.toString();
            } else {
                out.append(c);
                at++;
            }
        }
        return null;
    }

    /** A quotation mark ends a text when what follows could follow a text; any other belongs to the words. */
    private boolean closes() {
        int next = afterSpace(at + 1);
        if (next >= text.length()) {
            return true;
        }
        char c = text.charAt(next);
        return c == '}'
                || c == ']'
                || (isComma(c) && goesOnAfterComma(next + 1))
                || isColon(c)
                || text.startsWith("//", next)
                || text.startsWith("/*", next)
                || (next > at + 1 && (c == '{' || c == '[' || opensText(c)));
    }

    /** Whether what stands behind a comma could be the next member or element, and not the rest of a sentence. */
    private boolean goesOnAfterComma(int from) {
        int next = afterSpace(from);
        int end = next;
        while (end < text.length() && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        int after = afterSpace(end);
        boolean word = end > next && after < text.length();
        return !word
                || isColon(text.charAt(after))
                || isComma(text.charAt(after))
                || "}]".indexOf(text.charAt(after)) >= 0;
    }

    private boolean escape(StringBuilder out) {
        if (at + 1 >= text.length()) {
            at = text.length();
            return false;
        }
        char c = text.charAt(at + 1);
        at += 2;
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r', 'b', 'f' -> out.append(' ');
            case 'u' -> {
                if (at + 4 > text.length()) {
                    at = text.length();
                    return false;
                }
                String hex = text.substring(at, at + 4);
                if (hex.chars().allMatch(d -> Character.digit(d, 16) >= 0)) {
                    out.append((char) Integer.parseInt(hex, 16));
                    at += 4;
                }
            }
            default -> out.append(c);
        }
        return true;
    }

    /** A number, true, false, null, or words without quotation marks. Null when the text ends in the middle of it. */
    private JsonNode word() {
        int start = at;
        while (at < text.length() && ",}]\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at >= text.length()) {
            return null;
        }
        String word = text.substring(start, at).strip();
        return switch (word) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            case "null", "None", "" -> NODES.nullNode();
            default -> number(word);
        };
    }

    private static JsonNode number(String word) {
        if (word.matches("-?\\d{1,15}")) {
            return NODES.numberNode(Long.parseLong(word));
        }
        return word.matches("-?\\d{1,15}\\.\\d{1,15}") ? NODES.numberNode(new BigDecimal(word)) : NODES.textNode(word);
    }

    /** Never moves past the text's end without saying so: null there. */
    private String bareName() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_-$".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at >= text.length() ? null : text.substring(start, at);
    }

    private void skipSpaceAndCommas() {
        skipSpace();
        while (at < text.length() && isComma(text.charAt(at))) {
            at++;
            skipSpace();
        }
    }

    private void skipSpace() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at) || text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    /** Also those that a model writes which has just been writing Chinese. */
    private static boolean isComma(char c) {
        return c == ',' || c == ';' || c == '\uFF0C' || c == '\uFF1B';
    }

    private static boolean isColon(char c) {
        return c == ':' || c == '\uFF1A' || c == '=';
    }

    private static boolean opensText(char c) {
        return !closingQuotesFor(c).isEmpty();
    }

    /** The marks that end a text which this one opens; empty when it opens none. */
    private static String closingQuotesFor(char c) {
        return switch (c) {
            case '"', '\uFF02' -> "\"\uFF02";
            case '\'' -> "'";
            case '`' -> "`'";
            case '\u201C', '\u201D', '\u201E' -> "\u201C\u201D\"";
            case '\u2018', '\u2019', '\u201A' -> "\u2018\u2019'";
            case '\u00AB' -> "\u00BB";
            case '\u300C' -> "\u300D";
            default -> "";
        };
    }
}
