package io.taskforge.api.submission;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.client.ClientTerms;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.limit.LimitsConfig;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.tickets.v1.Options;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which models a client may name. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class AllowedModelsTest {

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    ObjectMapper json;

    @Inject
    LimitsConfig limits;

    private static CallingClient allowed(List<String> models) {
        var terms = new ClientTerms(
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.ofNullable(models),
                Optional.empty());
        return new CallingClient(new ClientId(UUID.randomUUID()), "c", "k", terms);
    }

    /** Where three models are on offer. */
    private void submit(CallingClient client, String model) throws JsonProcessingException {
        var check = new RequestCheck(new TicketSchemas(), json, List.of("small", "medium", "large"), limits);
        String request = http.request("k", model == null ? Map.of() : Map.of("options", Map.of("model", model)));
        check.newJob(client, json.readTree(request), new IdempotencyKeyHeader.Absent());
    }

    private RequestFailure refusal(CallingClient client, String model) {
        return assertThrows(RequestFailure.class, () -> submit(client, model));
    }

    @Test
    void without_a_list_a_client_may_name_all_that_is_offered() {
        assertDoesNotThrow(() -> submit(allowed(null), "large"));
        assertEquals(
                "The model in options.model is not offered here; leave it out, or name one of: small, medium, large.",
                refusal(allowed(null), "huge").getMessage());
    }

    @Test
    void a_client_with_a_list_may_name_what_is_on_it_and_offered_and_is_told_of_nothing_else() {
        CallingClient client = allowed(List.of("large", "retired", "small"));
        assertDoesNotThrow(() -> submit(client, "small"));
        assertDoesNotThrow(() -> submit(client, "large"));
        assertDoesNotThrow(() -> submit(client, null));

        for (String model : List.of("medium", "retired", "huge")) {
            RequestFailure refusal = refusal(client, model);
            assertEquals(FailureCode.MODEL_NOT_ALLOWED, refusal.code());
            assertEquals(
                    "The model in options.model is not offered here; leave it out, or name one of: small, large.",
                    refusal.getMessage());
            assertEquals(
                    "must be left out or one of small, large",
                    refusal.violations().getFirst().detail());
        }
    }

    @Test
    void a_client_that_may_name_none_can_still_leave_the_model_out() {
        for (CallingClient client : List.of(allowed(List.of()), allowed(List.of("retired")))) {
            assertDoesNotThrow(() -> submit(client, null));
            assertEquals(
                    "The model in options.model is not offered here; leave it out.",
                    refusal(client, "small").getMessage());
            assertEquals(
                    "must be left out",
                    refusal(client, "small").violations().getFirst().detail());
        }
    }

    @Test
    void the_list_is_the_client_s_row_at_both_doors() {
        ClientWithKey client = clients.withEveryScope();
        clients.change(client.id(), "allowed_models = '{another}'");
        String request = http.request("k", Map.of("options", Map.of("model", "qwen3:1.7b")));
        var message = Rpc.request("k").setOptions(Options.newBuilder().setModel("qwen3:1.7b"));

        assertEquals("model_not_allowed", http.submit(client, request).code());
        assertEquals(
                "MODEL_NOT_ALLOWED",
                Rpc.failure(() -> rpc.as(client).submitJob(message.build()))
                        .reason()
                        .getReason());
        assertEquals(202, http.submit(clients.withEveryScope(), request).status());
    }
}
