package io.taskforge.api.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * As much of a request as it takes to say what is wrong with it. A validator goes on after a text proved too long, so that its
 * patterns run over all of it and can exhaust the stack; and it words one violation for each of a hundred thousand members. Here
 * whatever exceeds its limit is cut to just more than that: still a violation, and no longer work. A valid request is whole.
 */
final class RequestExcerpt {

    /** Of the members that a closed object does not know. */
    private static final int UNKNOWN_KEPT = 100;

    /** Code points of a text that has no limit of its own, such as one where a number should be. */
    private static final int TEXT_KEPT = 2_048;

    /** In a template's place: the validator's expression for these recurses some levels for each of their characters. */
    private static final TextNode SOME_TEMPLATE = TextNode.valueOf("https://client.invalid/{job_id}");

    private final JsonNode json;
    private int leftOut;

    private RequestExcerpt(JsonNode request) {
        json = excerpt(request, RequestViolations.SCHEMA);
    }

    static RequestExcerpt of(JsonNode request) {
        return new RequestExcerpt(request);
    }

    JsonNode json() {
        return json;
    }

    /** Members that are not known and not in the excerpt either; each is one violation more. */
    int leftOut() {
        return leftOut;
    }

    private JsonNode excerpt(JsonNode value, JsonNode rules) {
        JsonNode schema = rules.has("$ref")
                ? RequestViolations.SCHEMA.at(rules.get("$ref").asText().substring(1))
                : rules;
        return switch (value.getNodeType()) {
            case STRING -> text(value, schema);
            case ARRAY -> array(value, schema);
            case OBJECT -> object(value, schema);
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> value;
        };
    }

    private static JsonNode text(JsonNode value, JsonNode schema) {
        String text = value.textValue();
        if (schema.path("format").asText().equals("uri-template")) {
            // What a template may look like is RequestRules.callbackUrl's to say.
            return SOME_TEMPLATE;
        }
        int limit = schema.path("maxLength").asInt(TEXT_KEPT);
        if (text.length() <= limit || text.codePointCount(0, text.length()) <= limit) {
            return value;
        }
        // One more than allowed, and blank only if all of it is.
        return TextNode.valueOf(text.substring(0, text.offsetByCodePoints(0, limit)) + (text.isBlank() ? " " : "x"));
    }

    private ArrayNode array(JsonNode array, JsonNode schema) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        if (schema.path("type").asText().equals("array")) {
            int limit = schema.path("maxItems").asInt();
            for (int i = 0; i < array.size() && i <= limit; i++) {
                kept.add(excerpt(array.get(i), schema.path("items")));
            }
        }
        return kept;
    }

    private ObjectNode object(JsonNode object, JsonNode schema) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        if (!schema.path("type").asText().equals("object")) {
            return kept;
        }
        JsonNode known = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        int unknown = 0;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            if (known.has(name)) {
                kept.set(name, excerpt(member.getValue(), known.get(name)));
            } else if (unknown < UNKNOWN_KEPT) {
                unknown++;
                kept.set(name, others.isObject() ? excerpt(member.getValue(), others) : NullNode.getInstance());
            } else if (!others.isObject()) {
                leftOut++;
            }
        }
        return kept;
    }
}
