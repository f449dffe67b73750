package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * What a request may be and what comes back, {@code tickets.schema.v1}.
 *
 * @param limits how large the parts of a request may be, by name
 * @param enums every set of words that the API uses, by name
 * @param models that the client may name
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SchemaDocument(
        String schemaVersion,
        String inputSchemaVersion,
        String jobSchemaVersion,
        String resultSchemaVersion,
        JsonNode inputSchema,
        JsonNode jobSchema,
        JsonNode resultSchema,
        Map<String, Integer> limits,
        Map<String, List<String>> enums,
        List<String> models,
        List<String> errorCodes,
        String openapiUrl,
        String protoUrl) {}
