package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A member of a request, as a page tells of it.
 *
 * @param name with a dot between the members that lead to it
 * @param rule what it may be, in words
 * @param unlessGiven the value that is taken when it is left out; empty when that is more than a value
 */
record RequestMember(String name, String rule, boolean required, String unlessGiven, String meaning) {

    /** Every member that the schema describes, in its order. */
    static List<RequestMember> all(JsonNode schema) {
        List<RequestMember> members = new ArrayList<>();
        gather("", schema, schema, members);
        return List.copyOf(members);
    }

    private static void gather(String prefix, JsonNode object, JsonNode schema, List<RequestMember> members) {
        List<String> required = StreamSupport.stream(object.path("required").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        object.path("properties").properties().forEach(property -> {
            String name = prefix + property.getKey();
            JsonNode rules = property.getValue().has("$ref")
                    ? schema.at(property.getValue().path("$ref").textValue().substring(1))
                    : property.getValue();
            if (rules.has("properties")) {
                gather(name + ".", rules, schema, members);
            } else {
                members.add(new RequestMember(
                        name,
                        rule(rules),
                        required.contains(property.getKey()),
                        rules.path("default").asText(),
                        rules.path("description").asText()));
            }
        });
    }

    /** The words that are allowed, but for null. */
    static String words(JsonNode rules) {
        return StreamSupport.stream(rules.path("enum").spliterator(), false)
                .filter(word -> !word.isNull())
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String rule(JsonNode rules) {
        if (rules.has("const")) {
            return rules.path("const").asText();
        }
        if (rules.has("enum")) {
            return words(rules);
        }
        String type = rules.path("type").isArray()
                ? rules.at("/type/0").asText()
                : rules.path("type").asText();
        return switch (type) {
            case "string" -> "text" + length(rules);
            case "integer" ->
                rules.path("minimum").asText() + " to " + rules.path("maximum").asText();
            case "boolean" -> "true or false";
            case "array" -> "up to " + rules.path("maxItems").asText() + ", each " + rule(rules.path("items"));
            case "object" ->
                "up to " + rules.path("maxProperties").asText() + " pairs; names"
                        + length(rules.path("propertyNames")) + ", values"
                        + length(rules.path("additionalProperties"));
            default -> throw new IllegalStateException("no words for a member of type " + type);
        };
    }

    private static String length(JsonNode rules) {
        if (!rules.has("maxLength")) {
            return rules.has("format") ? " (" + rules.path("format").asText() + ")" : "";
        }
        return " of " + (rules.has("minLength") ? rules.path("minLength").asText() + " to " : "up to ")
                + rules.path("maxLength").asText() + " characters";
    }
}
