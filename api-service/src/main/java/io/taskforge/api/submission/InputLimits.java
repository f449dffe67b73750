package io.taskforge.api.submission;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.model.schema.TicketSchemas;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How large the parts of a request may be, read from the schema that it is held to. Texts count in code points. */
public final class InputLimits {

    private InputLimits() {}

    /** By name, such as {@code title_max}, in the order of the names. */
    public static Map<String, Integer> byName() {
        JsonNode schema = TicketSchemas.json(TicketSchemas.Name.INPUT);
        JsonNode members = schema.path("properties");
        JsonNode options = schema.at("/$defs/Options/properties");
        var limits = new TreeMap<String, Integer>();
        limits.put("body_bytes_max", RequestBody.LIMIT);
        for (String text : new String[] {"idempotency_key", "title", "spec", "callback_url"}) {
            limits.put(text + "_max", members.at("/" + text + "/maxLength").intValue());
        }
        limits.put("metadata_pairs_max", members.at("/metadata/maxProperties").intValue());
        limits.put(
                "metadata_key_max",
                members.at("/metadata/propertyNames/maxLength").intValue());
        limits.put(
                "metadata_value_max",
                members.at("/metadata/additionalProperties/maxLength").intValue());
        limits.put("ticket_count_max", options.at("/ticket_count/maximum").intValue());
        limits.put(
                "max_ticket_count_max", options.at("/max_ticket_count/maximum").intValue());
        limits.put("allowed_labels_max", options.at("/allowed_labels/maxItems").intValue());
        return Collections.unmodifiableMap(limits);
    }
}
