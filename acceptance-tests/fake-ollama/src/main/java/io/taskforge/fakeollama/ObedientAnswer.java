package io.taskforge.fakeollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model that keeps to its schema would write: the schema's members in its order, filled with words of the statements that the
 * prompt numbers as {@code [1] …}.
 */
final class ObedientAnswer {

    private static final Pattern STATEMENT = Pattern.compile("(?m)^\\[(\\d+)] (?:\\((?:must|should|may)\\) )?(.+)$");
    private static final Pattern TICKET = Pattern.compile("(?m)^This ticket: (.+)$");
    private static final Pattern MODAL = Pattern.compile(
            "^.{0,80}?\\b(?:must|shall|should|may|can|will|needs to|muss|müssen|soll|sollen|kann|können|debe|deben|doit|doivent|deve|devem)\\s+(.+)$",
            Pattern.CASE_INSENSITIVE);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<String> statements = new ArrayList<>();
    private final String ticket;
    private final Set<String> titles = new HashSet<>();
    private final Optional<String> words;

    private ObedientAnswer(String prompt, Optional<String> words) {
        this.words = words;
        Matcher numbered = STATEMENT.matcher(prompt);
        while (numbered.find()) {
            statements.add(numbered.group(2).strip());
        }
        if (statements.isEmpty()) {
            statements.add("The system does what the specification says.");
        }
        Matcher named = TICKET.matcher(prompt);
        ticket = named.find() ? named.group(1).strip() : "the ticket";
    }

    static String write(JsonNode schema, String prompt) {
        ObedientAnswer answer = new ObedientAnswer(prompt, Optional.empty());
        return answer.value("", schema, 0, answer.statements.size()).toString();
    }

    /** An answer in the form asked for, each of whose texts says nothing but these words. */
    static String saying(String words, JsonNode schema, String prompt) {
        ObedientAnswer answer = new ObedientAnswer(prompt, Optional.of(words));
        return answer.value("", schema, 0, answer.statements.size()).toString();
    }

    /** @param from the first (0-based) and {@code to} the last statement (exclusive) that this part of the answer is about */
    private JsonNode value(String name, JsonNode schema, int from, int to) {
        if (schema.has("enum")) {
            return chosen(schema.get("enum"));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> {
                ObjectNode object = NODES.objectNode();
                for (Map.Entry<String, JsonNode> e : schema.path("properties").properties()) {
                    object.set(e.getKey(), value(e.getKey(), e.getValue(), from, to));
                }
                yield object;
            }
            case "array" -> array(name, schema, from, to);
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> NODES.booleanNode(false);
            default -> NODES.textNode(text(name, schema, from));
        };
    }

    private ArrayNode array(String name, JsonNode schema, int from, int to) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Math.max(least, 3));
        JsonNode items = schema.path("items");
        ArrayNode array = NODES.arrayNode();
        if (name.equals("covers") || name.equals("needs")) {
            for (int n = from + 1; n <= Math.min(to, from + most); n++) {
                array.add(n);
            }
            return array;
        }
        int count = name.equals("checks") ? Math.clamp(to - from, least, most) : least;
        for (int i = 0; i < count; i++) {
            boolean parts = items.path("type").asText().equals("object");
            int first = parts ? from + i * (to - from) / count : from + i;
            int last = parts ? from + (i + 1) * (to - from) / count : from + i + 1;
            array.add(value(name, items, first, Math.max(last, first + 1)));
        }
        return array;
    }

    private String text(String name, JsonNode schema, int from) {
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(200);
        String statement = statements.get(Math.min(from, statements.size() - 1));
        String words = this.words.isPresent()
                ? this.words.get()
                : switch (name) {
                    case "title" -> title(statement, from);
                    case "about" -> ticket + ", explained. " + String.join(" ", statements);
                    case "checks" ->
                        from < statements.size()
                                ? "It is seen that: " + statement
                                : "Check " + (from + 1) + " of " + ticket + " passes.";
                    case "question" -> "";
                    default -> least == 0 ? "" : statement;
                };
        while (words.length() < least) {
            words = (words + " as stated").strip();
        }
        return words.length() <= most
                ? words
                : words.substring(
                        0, words.offsetByCodePoints(0, Math.min(most, words.codePointCount(0, words.length()))));
    }

    private String title(String statement, int index) {
        Matcher modal = MODAL.matcher(statement);
        String words = modal.matches() ? modal.group(1) : statement;
        words = words.replaceFirst("[.。]$", "");
        words = words.length() > 80
                ? words.substring(0, words.lastIndexOf(' ', 80) > 0 ? words.lastIndexOf(' ', 80) : 80)
                : words;
        String title = words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
        return titles.add(title) ? title : title + " " + (index + 1);
    }

    private static JsonNode chosen(JsonNode values) {
        for (JsonNode v : values) {
            if (v.asText().equals("medium") || v.asText().equals("3")) {
                return v;
            }
        }
        return values.path(0);
    }
}
