package io.taskforge.worker.salvage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON that was written as a text within JSON, or that something on the way escaped. */
final class Disguise {

    /** JSON in a text in a text happens; more is noise. */
    private static final int DEEPEST = 3;

    private static final Pattern ESCAPED = Pattern.compile("[{\\[,:]\\s*\\\\+\"");
    private static final Pattern DOUBLED = Pattern.compile("[{\\[,]\\s*\"\"\\p{L}[^\"]*\"\"\\s*:");
    private static final Pattern ENTITIES = Pattern.compile("[{\\[,]\\s*&(?:quot|#34|#x22);", Pattern.CASE_INSENSITIVE);

    private Disguise() {}

    /** What the text may have been before it was escaped; none for a text that shows no sign of it. */
    static List<String> lifted(String text) {
        List<String> lifted = new ArrayList<>();
        if (ESCAPED.matcher(text).find()) {
            lifted.add(unescaped(text.startsWith("\"") ? text.substring(1) : text));
        }
        if (DOUBLED.matcher(text).find()) {
            lifted.add(text.replace("\"\"", "\""));
        }
        if (ENTITIES.matcher(text).find()) {
            lifted.add(text.replaceAll("(?i)&(?:quot|#34|#x22);", "\"")
                    .replaceAll("(?i)&(?:apos|#39|#x27);", "'")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&"));
        }
        return lifted;
    }

    /** By one level, also where the closing quotation mark is missing. */
    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (++i < text.length()) {
                char escaped = text.charAt(i);
                switch (escaped) {
                    case '"', '\\', '/' -> out.append(escaped);
                    case 'n', 'r' -> out.append('\n');
                    case 't' -> out.append('\t');
                    default -> out.append('\\').append(escaped);
                }
            }
        }
        return out.toString();
    }

    /** The value with every text in it that is an object or a list of its own read as that. */
    static JsonNode opened(JsonNode value, JsonMapper reader) {
        return opened(value, reader, DEEPEST);
    }

    private static JsonNode opened(JsonNode value, JsonMapper reader, int deeper) {
        if (value.isTextual()) {
            return deeper == 0 ? value : read(value, reader, deeper);
        }
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                member.setValue(opened(member.getValue(), reader, deeper));
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, opened(array.get(i), reader, deeper));
            }
        }
        return value;
    }

    private static JsonNode read(JsonNode text, JsonMapper reader, int deeper) {
        String words = text.asText().strip();
        boolean object = words.startsWith("{") && words.endsWith("}");
        boolean list = words.startsWith("[") && words.endsWith("]");
        if (!object && !list) {
            return text;
        }
        try {
            JsonNode value = reader.readTree(words);
            return value.isContainerNode() && !value.isEmpty() ? opened(value, reader, deeper - 1) : text;
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
