package io.taskforge.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.tickets.v1.GetSchemaRequest;
import io.taskforge.tickets.v1.GetSchemaResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class SchemaTest {

    private static final String SCHEMA = "/tickets/v1/schema";

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    private Answer schema(ClientWithKey client) {
        return http.ask(SCHEMA).as(client).send();
    }

    @Test
    void it_needs_a_key_that_may_read() {
        assertEquals("missing_credentials", http.ask(SCHEMA).send().code());
        assertEquals(
                "insufficient_scope",
                schema(clients.with(Scope.TICKETS_SUBMIT, Scope.TICKETS_CANCEL)).code());
    }

    @Test
    void the_schemas_are_the_published_files() throws Exception {
        JsonNode schema = schema(clients.withEveryScope()).body();
        ObjectMapper json = new ObjectMapper();

        assertEquals(json.readTree(TicketSchemas.text(TicketSchemas.Name.INPUT)), schema.path("input_schema"));
        assertEquals(json.readTree(TicketSchemas.text(TicketSchemas.Name.JOB)), schema.path("job_schema"));
        assertEquals(json.readTree(TicketSchemas.text(TicketSchemas.Name.RESULT)), schema.path("result_schema"));
    }

    @Test
    void limits_words_and_codes_are_those_that_hold() {
        JsonNode schema = schema(clients.withEveryScope()).body();

        assertEquals(200, schema.at("/limits/title_max").asInt());
        assertEquals(100_000, schema.at("/limits/spec_max").asInt());
        assertEquals(1_048_576, schema.at("/limits/body_bytes_max").asInt());
        assertEquals(
                "[\"low\",\"medium\",\"high\",\"critical\"]",
                schema.at("/enums/priority").toString());
        assertEquals(
                "[\"tickets:submit\",\"tickets:read\",\"tickets:cancel\"]",
                schema.at("/enums/scope").toString());
        List<String> codes = new ArrayList<>();
        schema.path("error_codes").forEach(code -> codes.add(code.textValue()));
        assertEquals(Arrays.stream(FailureCode.values()).map(FailureCode::word).toList(), codes);
    }

    @Test
    void it_says_where_the_documents_are() {
        JsonNode schema = schema(clients.withEveryScope()).body();

        assertEquals(200, http.ask(schema.path("openapi_url").asText()).send().status());
        assertEquals(200, http.ask(schema.path("proto_url").asText()).send().status());
    }

    @Test
    void a_client_is_told_the_models_that_it_may_name() {
        ClientWithKey any = clients.withEveryScope();
        ClientWithKey some = clients.withEveryScope();
        allow(some, "elsewhere:1b", "qwen3:1.7b");
        ClientWithKey others = clients.withEveryScope();
        allow(others, "elsewhere:1b");
        ClientWithKey none = clients.withEveryScope();
        allow(none);

        assertModels(List.of("qwen3:1.7b"), any);
        assertModels(List.of("qwen3:1.7b"), some);
        assertModels(List.of(), others);
        assertModels(List.of(), none);
    }

    private void allow(ClientWithKey client, String... models) {
        clients.one(
                "update client set allowed_models = $2 where id = $1 returning id",
                Tuple.of(client.id().value(), models));
    }

    /** Over both doors. */
    private void assertModels(List<String> expected, ClientWithKey client) {
        List<String> models = new ArrayList<>();
        schema(client).body().path("models").forEach(model -> models.add(model.textValue()));
        GetSchemaResponse message = rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance());

        assertEquals(expected, models);
        assertEquals(expected, message.getModelsList());
    }

    @Test
    void what_a_client_has_already_is_not_sent_again() {
        ClientWithKey client = clients.withEveryScope();
        Answer first = schema(client);
        String tag = first.header("ETag").orElseThrow();
        Answer again = http.ask(SCHEMA).as(client).header("If-None-Match", tag).send();

        assertTrue(tag.startsWith("\"sha256-"), "strong");
        assertEquals("private, no-cache", first.header("Cache-Control").orElseThrow());
        assertEquals(304, again.status());
        assertEquals(tag, again.header("ETag").orElseThrow());
        assertEquals("", again.response().body());
    }

    @Test
    void other_models_are_another_document() {
        ClientWithKey some = clients.withEveryScope();
        allow(some, "elsewhere:1b");

        assertNotEquals(
                schema(clients.withEveryScope()).header("ETag"), schema(some).header("ETag"));
    }
}
