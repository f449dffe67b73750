package io.taskforge.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.api.failure.DocumentedFailure;
import io.taskforge.api.failure.Violation;
import io.taskforge.api.fixture.PublishedContract;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.schema.TicketSchemas.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenApiDocumentTest {

    private final ObjectNode document = OpenApiDocument.make();

    @Test
    void it_keeps_the_names_that_clients_were_generated_with() {
        JsonNode submit = document.at("/paths/~1tickets~1v1~1jobs/post");

        assertEquals("3.1.0", document.path("openapi").asText());
        assertEquals("TaskForge Tickets API", document.at("/info/title").asText());
        assertEquals("tickets.v1", document.at("/info/version").asText());
        assertTrue(document.at("/components/securitySchemes").has("bearerApiKey"));
        assertEquals("SubmitTicketsJob", submit.path("operationId").asText());
        assertEquals(
                "#/components/schemas/TicketsJobSubmitRequest",
                submit.at("/requestBody/content/application~1json/schema/$ref").asText());
        assertEquals("Job accepted", submit.at("/responses/202/description").asText());
        assertEquals(
                "#/components/schemas/TicketsJobAcceptedResponse",
                submit.at("/responses/202/content/application~1json/schema/$ref")
                        .asText());
        assertEquals(
                "https://issuehub.example.com/llm/jobs/{job_id}/callback",
                document.at("/components/schemas/TicketsJobSubmitRequest/properties/callback_url/examples/0")
                        .asText());
    }

    @Test
    void it_is_the_same_each_time() {
        assertEquals(document.toString(), OpenApiDocument.make().toString());
    }

    @Test
    void every_reference_leads_somewhere() {
        walk("", document, (at, node) -> {
            if (node.path("$ref").isTextual()) {
                String target = node.path("$ref").asText();
                assertTrue(target.startsWith("#/"), at + " leads out of the document: " + target);
                assertFalse(document.at(target.substring(1)).isMissingNode(), at + " leads nowhere: " + target);
            }
        });
    }

    @Test
    void nothing_is_left_of_what_only_the_template_knows() {
        walk("", document, (at, node) -> node.fieldNames()
                .forEachRemaining(name -> assertFalse(
                        name.startsWith("x-")
                                || Set.of("<<", "$id", "$defs", "$schema").contains(name),
                        () -> at + "/" + name)));
    }

    @Test
    void every_component_is_used() {
        Set<String> used = new HashSet<>();
        walk("", document, (at, node) -> {
            if (node.path("$ref").isTextual()) {
                used.add(node.path("$ref").asText());
            }
        });
        // Paths and methods that are not in the document, whose answers nothing in it can refer to.
        used.addAll(List.of("#/components/responses/NotFound", "#/components/responses/MethodNotAllowed"));
        for (String kind : List.of("schemas", "parameters", "headers", "responses", "examples")) {
            document.at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> assertTrue(used.contains("#/components/" + kind + "/" + name), name));
        }
    }

    @Test
    void operations_have_names_of_their_own() {
        List<String> names = new ArrayList<>();
        walk("", document, (at, node) -> {
            if (node.path("operationId").isTextual()) {
                names.add(node.path("operationId").asText());
            }
        });

        assertEquals(names.size(), Set.copyOf(names).size(), names::toString);
    }

    /** Only names may differ: take those away on both sides, and the same rules are left. */
    @ParameterizedTest
    @EnumSource
    void the_schemas_are_the_published_ones(Name name) {
        ObjectNode published = TicketSchemas.json(name);
        JsonNode definitions = published.path("$defs");
        JsonNode component =
                document.at("/components/schemas/" + published.path("title").asText());

        published.remove(Arrays.asList("$schema", "$id", "$defs", "title"));
        assertEquals(nameless(published), nameless(component.deepCopy()));
        definitions.properties().forEach(definition -> {
            JsonNode other = document.at("/components/schemas/" + definition.getKey());
            assertEquals(nameless(definition.getValue()), nameless(other.deepCopy()));
        });
    }

    private static JsonNode nameless(JsonNode schema) {
        walk("", schema, (at, node) -> {
            if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
                object.put("$ref", "");
            }
        });
        return schema;
    }

    @Test
    void every_failure_is_documented_and_no_other() {
        Set<String> documented = new HashSet<>();
        walk("", document, (at, node) -> node.path("application/problem+json")
                .path("examples")
                .fieldNames()
                .forEachRemaining(documented::add));

        assertEquals(
                Set.copyOf(DocumentedFailure.all().stream()
                        .map(DocumentedFailure::code)
                        .toList()),
                documented);
    }

    @Test
    void the_words_for_violations_are_those_of_the_code() {
        Set<String> published = new HashSet<>();
        document.at("/components/schemas/Violation/properties/code/enum")
                .forEach(word -> published.add(word.textValue()));

        assertEquals(
                Set.copyOf(Arrays.stream(Violation.Code.values())
                        .map(Violation.Code::word)
                        .toList()),
                published);
    }

    @Test
    void every_example_is_what_its_schema_asks_for() {
        PublishedContract contract = new PublishedContract(document);
        walk("", document, (at, media) -> {
            if (media.path("schema").isObject()) {
                media.path("examples").properties().forEach(example -> {
                    JsonNode value = contract.resolved(example.getValue()).required("value");
                    contract.assertValid(at + "/" + example.getKey(), media.path("schema"), value);
                });
            }
        });
    }

    @Test
    void every_answer_with_a_body_that_is_json_has_an_example() {
        document.path("paths").properties().forEach(path -> path.getValue()
                .forEach(operation -> operation.path("responses").properties().forEach(response -> response.getValue()
                        .path("content")
                        .properties()
                        .forEach(media -> {
                            boolean shown = media.getValue().has("examples")
                                    || media.getValue().has("example");
                            boolean itself = path.getKey().startsWith("/openapi");
                            assertTrue(
                                    shown || itself || media.getKey().startsWith("text/"),
                                    path.getKey() + " " + response.getKey());
                        }))));
    }

    /** Visits every object, with its place. */
    private static void walk(String at, JsonNode node, BiConsumer<String, JsonNode> visit) {
        if (node instanceof ObjectNode object) {
            visit.accept(at, object);
            object.properties().forEach(member -> walk(at + "/" + member.getKey(), member.getValue(), visit));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                walk(at + "/" + i, array.get(i), visit);
            }
        }
    }
}
