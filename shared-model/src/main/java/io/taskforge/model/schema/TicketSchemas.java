package io.taskforge.model.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The schemas of the tickets API by name, compiled once. Safe for use by many threads. */
@ApplicationScoped
public class TicketSchemas {

    /** The published schemas. */
    public enum Name {
        INPUT("tickets.input.v1"),
        JOB("tickets.job.v1"),
        RESULT("tickets.result.v1"),
        JOB_LIST("tickets.jobs.v1"),
        EVENT("tickets.event.v1"),
        CALLBACK("tickets.callback.v1"),
        ESTIMATE("tickets.estimate.v1"),
        SCHEMA("tickets.schema.v1"),
        TOKEN("tickets.token.v1"),
        PROBLEM("tickets.problem.v1");

        private final String version;

        Name(String version) {
            this.version = version;
        }

        /** As in the {@code schema_version} of the documents that carry one. */
        public String version() {
            return version;
        }

        /** The schema's {@code $id}, by which others refer to it. */
        public String id() {
            return "urn:taskforge:schema:" + version;
        }
    }

    private static final ObjectMapper JSON = new JsonMapper();

    private final Map<Name, JsonSchema> schemas = new EnumMap<>(Name.class);

    public TicketSchemas() {
        Map<String, String> texts =
                Arrays.stream(Name.values()).collect(Collectors.toMap(Name::id, TicketSchemas::text));
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(texts)));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        for (Name name : Name.values()) {
            JsonSchema schema = factory.getSchema(text(name), config);
            schema.initializeValidators();
            schemas.put(name, schema);
        }
    }

    /** Every way in which the document breaks the schema; empty when it is valid. */
    public Set<ValidationMessage> violations(Name name, JsonNode document) {
        return schemas.get(name).validate(document);
    }

    /** The schema as published, to be looked into. A document of its own at each call. */
    public static ObjectNode json(Name name) {
        try {
            return (ObjectNode) JSON.readTree(text(name));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the published schema " + name.version() + " is not JSON", e);
        }
    }

    /** The schema as published. */
    public static String text(Name name) {
        String resource = "/schema/" + name.version() + ".json";
        try (InputStream in = TicketSchemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
