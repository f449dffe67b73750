package io.taskforge.worker.salvage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.worker.ingest.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers in another form than JSON: tags as of XML, members as of YAML or Markdown, tables, lists that say what they cite. Only names
 * of members that were asked for are read, so that prose is never taken for an answer.
 */
final class PlainForms {

    private static final String NAMES = "covers|statements|kind|type|title|about|description|checks"
            + "|acceptance[ _]criteria|labels|points|story[ _]points|priority|question";

    private static final Pattern TAG = Pattern.compile("<(\\w{1,30})>");

    /** No answer has more members, and noise is not read for long. */
    private static final int TAGS_AT_MOST = 600;

    /** Longer than any answer within its limit of tokens. */
    private static final int LONGEST = 100_000;

    private static final int LONGEST_LINE = 1_000;

    /** {@code - title: words}, {@code **Title:** words}, {@code ## Title}. */
    private static final Pattern MEMBER = Pattern.compile(
            "^\\s*(?<dash>[-*+]\\s+|\\d{1,2}[.)]\\s+)?(?:#{1,6}\\s+(?<heading>" + NAMES + ")\\s*:?|[*_\"]*(?<name>"
                    + NAMES + ")[*_\"]*\\s*[:\uFF1A][*_]*\\s*(?<words>.*))$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*+]|\\d{1,2}[.)])\\s+(.*)$");

    /** {@code 1. **Words** (kind: story, covers: 2, 3)}. */
    private static final Pattern CITING = Pattern.compile(
            "^\\s*(?:[-*+]|\\d{1,2}[.)])\\s+(?<title>.+?)\\s*[-–—:]?\\s*[(\\[](?<cited>[^()\\[\\]]*\\b(?:covers|statements?)\\b"
                    + "[^()]*)[)\\]]\\s*\\.?\\s*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern KIND = Pattern.compile("\\b(?:story|task|bug|spike)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RULE_OF_TABLE = Pattern.compile("[|\\s:-]+");
    private static final Pattern SCALAR_QUOTES = Pattern.compile("^([\"'])(.*)\\1$");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainForms() {}

    /**
     * Items of an outline; none when the text is in no form that is known here.
     *
     * @param whole whether the text is known to have been written to its end; otherwise its last line may be half of one
     */
    static List<JsonNode> items(String raw, boolean whole) {
        String text = Thinking.stripped(Script.first(raw, LONGEST));
        List<JsonNode> items = new ArrayList<>(elements(text, "item", "ticket"));
        List<String> lines = wholeLines(text, whole);
        if (items.isEmpty()) {
            items.addAll(rows(lines));
        }
        if (items.isEmpty()) {
            items.addAll(records(lines, "title"));
        }
        if (items.isEmpty()) {
            lines.forEach(line -> citing(line).ifPresent(items::add));
        }
        return items;
    }

    /** The body of a ticket, under the same conditions. */
    static Optional<JsonNode> ticket(String raw, boolean whole) {
        String text = Thinking.stripped(Script.first(raw, LONGEST));
        List<JsonNode> found = new ArrayList<>(elements("<ticket>" + text + "</ticket>", "ticket"));
        found.removeIf(ticket -> !ticket.has("about"));
        found.addAll(elements(text, "ticket"));
        if (found.isEmpty()) {
            found.addAll(records(wholeLines(text, whole), "about", "description"));
        }
        return found.stream().filter(JsonNode::isObject).findFirst();
    }

    private static List<String> wholeLines(String text, boolean whole) {
        List<String> lines = new ArrayList<>(text.lines()
                .filter(line -> !line.isBlank()
                        && !line.strip().startsWith("```")
                        && !line.strip().startsWith("~~~"))
                .toList());
        if (!whole && !lines.isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static List<JsonNode> elements(String text, String... names) {
        List<JsonNode> elements = new ArrayList<>();
        for (String name : names) {
            String close = "</" + name + ">";
            int end = 0;
            for (int at = text.indexOf("<" + name + ">"); at >= 0; at = text.indexOf("<" + name + ">", end)) {
                end = text.indexOf(close, at);
                if (end < 0) {
                    break;
                }
                JsonNode value = tagged(text.substring(at + name.length() + 2, end), 0);
                if (value.isObject()) {
                    elements.add(value);
                }
            }
        }
        return elements;
    }

    private static JsonNode tagged(String text, int depth) {
        ObjectNode object = NODES.objectNode();
        Matcher tag = TAG.matcher(text);
        int at = 0;
        for (int tried = 0; depth < 3 && tried < TAGS_AT_MOST && tag.find(at); tried++) {
            String name = tag.group(1);
            int end = text.indexOf("</" + name + ">", tag.end());
            if (end >= 0) {
                add(object, name.toLowerCase(Locale.ROOT), tagged(text.substring(tag.end(), end), depth + 1));
            }
            at = end < 0 ? tag.end() : end;
        }
        return object.isEmpty() ? NODES.textNode(text.strip()) : object;
    }

    /** A name that comes again makes a list. */
    private static void add(ObjectNode object, String name, JsonNode value) {
        JsonNode before = object.get(name);
        if (before instanceof ArrayNode array) {
            array.add(value);
        } else {
            object.set(
                    name, before == null ? value : NODES.arrayNode().add(before).add(value));
        }
    }

    /** Rows below a header that names a title and something else that was asked for. */
    private static List<JsonNode> rows(List<String> lines) {
        List<JsonNode> rows = new ArrayList<>();
        List<String> header = List.of();
        for (String line : lines) {
            List<String> cells = cells(line);
            if (header.isEmpty()) {
                header = cells.contains("title")
                                && cells.stream().anyMatch(c -> c.matches("covers|statements|kind|type"))
                        ? cells
                        : List.of();
            } else if (cells.size() == header.size()
                    && !RULE_OF_TABLE.matcher(line).matches()) {
                ObjectNode row = NODES.objectNode();
                for (int i = 0; i < header.size(); i++) {
                    row.put(header.get(i), original(line).get(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return original(line).stream()
                .map(cell -> cell.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> original(String line) {
        String bare = line.strip();
        boolean table = bare.startsWith("|");
        String inner = table
                ? bare.substring(1, bare.endsWith("|") && bare.length() > 1 ? bare.length() - 1 : bare.length())
                : bare;
        return Arrays.stream(inner.split(table ? "\\|" : ",", -1))
                .map(String::strip)
                .toList();
    }

    /** Objects of members, one below the other; a name that comes again begins the next. Those without one of the needed are left out. */
    private static List<JsonNode> records(List<String> lines, String... needed) {
        List<ObjectNode> records = new ArrayList<>();
        ObjectNode record = NODES.objectNode();
        String name = null;
        for (String line : lines) {
            Matcher member = MEMBER.matcher(line);
            Matcher bullet = BULLET.matcher(line);
            if (member.matches()) {
                boolean heading = member.group("heading") != null;
                name = (heading ? member.group("heading") : member.group("name"))
                        .toLowerCase(Locale.ROOT)
                        .replace(' ', '_');
                if (record.has(name)) {
                    records.add(record);
                    record = NODES.objectNode();
                }
                record.put(name, heading ? "" : scalar(member.group("words")));
            } else if (name != null && bullet.matches()) {
                ArrayNode list = record.get(name) instanceof ArrayNode array ? array : NODES.arrayNode();
                record.set(name, list.add(scalar(bullet.group(1))));
            } else if (name != null && record.get(name).isTextual()) {
                record.put(name, (record.get(name).asText() + " " + line.strip()).strip());
            }
        }
        records.add(record);
        return records.stream()
                .filter(one -> one.size() > 1 && Arrays.stream(needed).anyMatch(one::has))
                .map(JsonNode.class::cast)
                .toList();
    }

    private static String scalar(String words) {
        String bare = words.strip();
        Matcher quoted = SCALAR_QUOTES.matcher(bare);
        return quoted.matches() ? quoted.group(2) : bare;
    }

    private static Optional<JsonNode> citing(String line) {
        // One blank for many, and no line longer than an item: the pattern tries many ends of the title.
        Matcher item = CITING.matcher(Script.oneLine(line, LONGEST_LINE));
        if (!item.matches()) {
            return Optional.empty();
        }
        ObjectNode object = NODES.objectNode().put("title", item.group("title")).put("covers", item.group("cited"));
        Matcher kind = KIND.matcher(item.group("cited"));
        if (kind.find()) {
            object.put("kind", kind.group());
        }
        return Optional.of(object);
    }
}
