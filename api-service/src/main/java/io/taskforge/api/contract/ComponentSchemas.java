package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.schema.TicketSchemas.Name;
import java.util.Arrays;
import java.util.Map;

/**
 * The published schema files as components of an OpenAPI document. Every rule stays as it is; only what names a schema is put into the
 * document's own terms, because generators follow no {@code $id} and no {@code $defs}: a file's title, and the names of its definitions,
 * become names of components.
 */
final class ComponentSchemas {

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";

    private ComponentSchemas() {}

    static ObjectNode all() {
        ObjectNode components = JsonNodeFactory.instance.objectNode();
        for (Name name : Name.values()) {
            ObjectNode schema = TicketSchemas.json(name);
            JsonNode definitions = schema.path("$defs").deepCopy();
            schema.remove(Arrays.asList("$schema", "$id", "$defs"));
            String title = schema.remove("title").asText();
            add(components, title, schema);
            definitions.properties().forEach(member -> add(components, member.getKey(), member.getValue()));
        }
        return components;
    }

    private static void add(ObjectNode components, String name, JsonNode schema) {
        if (components.has(name)) {
            throw new IllegalStateException("two published schemas are called " + name);
        }
        components.set(name, inComponents(schema));
    }

    private static JsonNode inComponents(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                boolean reference =
                        member.getKey().equals("$ref") && member.getValue().isTextual();
                member.setValue(
                        reference
                                ? TextNode.valueOf(reference(member.getValue().textValue()))
                                : inComponents(member.getValue()));
            }
        } else if (schema instanceof ArrayNode array) {
            array.forEach(ComponentSchemas::inComponents);
        }
        return schema;
    }

    private static String reference(String target) {
        if (target.startsWith(DEFINITIONS)) {
            return COMPONENTS + target.substring(DEFINITIONS.length());
        }
        for (Name name : Name.values()) {
            if (target.equals(name.id())) {
                return COMPONENTS + TicketSchemas.json(name).path("title").asText();
            }
            if (target.startsWith(name.id() + DEFINITIONS)) {
                return COMPONENTS + target.substring((name.id() + DEFINITIONS).length());
            }
        }
        throw new IllegalStateException("a published schema refers to " + target + ", which is not published");
    }

    /** @param source a schema's version, {@code #} and a JSON Pointer into it */
    static JsonNode part(String source) {
        String[] at = source.split("#", 2);
        Name name = Arrays.stream(TicketSchemas.Name.values())
                .filter(each -> each.version().equals(at[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no published schema is called " + at[0]));
        JsonNode part = TicketSchemas.json(name).at(at[1]);
        if (part.isMissingNode()) {
            throw new IllegalStateException("there is no " + source);
        }
        return inComponents(part);
    }
}
