package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Naming a callback when a job is submitted, through both doors. Only what the system knows of names is made up. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class CallbackSubmissionTest {

    private static final String HUB = "https://hub.example.com/jobs/{job_id}";

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    Vertx vertx;

    private ClientWithKey client;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> names = new HashMap<>(Map.of(
            "hub.example.com", "93.184.216.34",
            "127.0.0.1.nip.io", "127.0.0.1",
            "inside.example.com", "10.20.30.40"));

    @BeforeEach
    void scriptResolver() {
        client = clients.withEveryScope();
        QuarkusMock.installMockForType(new SystemHostAddresses(vertx, this::lookUp), SystemHostAddresses.class);
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        asked.add(host);
        String address = names.get(host);
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getByName(address)};
    }

    private Answer submit(String key, String url) {
        return http.submit(client, http.request(key, Map.of("callback_url", url)));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private long stored() {
        return jobs.count(
                "select count(*) from job where client_id = $1", client.id().value());
    }

    @Test
    void a_callback_is_kept_as_it_was_given() {
        Answer answer = submit(key(), HUB);

        assertEquals(202, answer.status());
        assertEquals(HUB, answer.body().path("callback").path("url").asText());
        assertEquals("pending", answer.body().path("callback").path("status").asText());
        assertEquals(0, answer.body().path("callback").path("attempts").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://[::ffff:127.0.0.1]/",
                "http://[fd00::1]/",
                "https://127.0.0.1.nip.io/",
                "https://user@hub.example.com/",
                "https://hub.example.com/#fragment",
                "https://hub.example.com:8443/",
                "https://localhost/",
                "https://169.254.169.254/latest/meta-data/",
                "https://inside.example.com/",
                "https://unknown.example.com/"
            })
    void a_callback_to_where_none_may_go_is_rejected_over_both_doors(String url) {
        String key = key();

        Answer rest = submit(key, url);
        Rpc.Failure grpc = Rpc.failure(() ->
                rpc.as(client).submitJob(Rpc.request(key).setCallbackUrl(url).build()));

        assertEquals(400, rest.status());
        assertEquals("callback_url_rejected", rest.code());
        assertEquals(1, rest.body().path("errors").size());
        assertEquals(
                "/callback_url",
                rest.body().path("errors").path(0).path("pointer").asText());
        assertEquals(
                "not_allowed", rest.body().path("errors").path(0).path("code").asText());
        assertFalse(rest.response().body().contains("10.20.30.40"));
        assertEquals(Status.Code.INVALID_ARGUMENT, grpc.code());
        assertEquals("CALLBACK_URL_REJECTED", grpc.reason().getReason());
        assertEquals(
                "callback_url",
                grpc.detail(BadRequest.class).getFieldViolations(0).getField());
        assertEquals(rest.body().path("detail").asText(), grpc.message());
        assertEquals(0, stored());
        assertEquals(202, submit(key, HUB).status(), "the key is not used up");
    }

    @Test
    void what_is_no_template_is_invalid_like_any_other_member_and_the_host_is_not_asked_for() {
        for (String url :
                List.of("https://hub.example.com/{id}", "ftp://hub.example.com/", "", HUB + "x".repeat(2_048))) {
            Answer answer = http.submit(client, http.request(key(), Map.of("callback_url", url, "title", "")));

            assertEquals("validation_failed", answer.code(), url);
            assertEquals(2, answer.body().path("errors").size(), () -> answer.response()
                    .body());
        }
        Answer wrongType = http.submit(client, http.request(key(), Map.of("callback_url", 5)));
        assertEquals(
                "wrong_type",
                wrongType.body().path("errors").path(0).path("code").asText());
        assertEquals(List.of(), asked);
    }

    @Test
    void a_request_that_breaks_other_rules_is_told_of_those_first() {
        Answer answer =
                http.submit(client, http.request(key(), Map.of("callback_url", "https://localhost/", "title", "")));

        assertEquals("validation_failed", answer.code());
        assertEquals(1, answer.body().path("errors").size());
    }

    @Test
    void a_long_template_within_the_limit_is_accepted() {
        String url = HUB + "?" + "a{job_id}".repeat(200);

        assertEquals(202, submit(key(), url).status());
    }

    @Test
    void the_rules_come_before_the_idempotency_key() {
        String key = key();
        assertEquals(202, submit(key, HUB).status());
        assertEquals("true", submit(key, HUB).header("Idempotent-Replayed").orElseThrow());
        assertEquals("idempotency_key_reused", submit(key, HUB + "/other").code());
        assertEquals(
                "idempotency_key_reused",
                http.submit(client, http.request(key, Map.of())).code());

        names.put("hub.example.com", "10.0.0.1");

        assertEquals("callback_url_rejected", submit(key, HUB).code());
        assertEquals("callback_url_rejected", submit(key, HUB + "/other").code());
        assertEquals(1, stored());
    }

    @Test
    void a_client_with_a_list_of_hosts_is_called_back_at_no_other() {
        clients.one(
                "update client set callback_hosts = '{hub.example.com}' where id = $1 returning id",
                Tuple.of(client.id().value()));
        names.put("other.example.com", "93.184.216.34");

        assertEquals(202, submit(key(), HUB).status());
        assertEquals(
                "callback_url_rejected",
                submit(key(), "https://other.example.com/").code());
    }

    @Test
    void a_request_without_a_callback_asks_nobody() {
        Map<String, Object> none = new HashMap<>();
        none.put("callback_url", null);

        assertEquals(202, http.submit(client, http.request(key(), Map.of())).status());
        assertEquals(202, http.submit(client, http.request(key(), none)).status());

        assertTrue(asked.isEmpty());
    }
}
