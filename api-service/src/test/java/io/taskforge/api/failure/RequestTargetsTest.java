package io.taskforge.api.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Endpoints;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.RawHttp;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path that the service has, with everything that one layer may read otherwise than the next. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class RequestTargetsTest {

    private static final List<String> ENCODED = List.of("%3b", "%2f", "%5c", "%2e", "%2e%2e", "%00", "%zz", "%u002f");

    private static final List<String> RAW = List.of(
            ";", ";a=b", "\\", "\\..\\", "//", "/./", "/../", "|", "<", ">", "[", "{", "}", "^", "`", "\"", "#",
            "\u0001", "\u007f");

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    static Stream<Endpoints.Endpoint> endpoints() {
        List<Endpoints.Endpoint> all = new ArrayList<>(Endpoints.all());
        assertTrue(all.size() >= 5, "the endpoints were not found");
        all.add(new Endpoints.Endpoint("GET", "/q/health/ready", Optional.empty(), true));
        // A target is refused before anybody asks for the method, and only the others' answers can be read whole.
        return all.stream().filter(Endpoints.Endpoint::answersWithBody);
    }

    private static List<String> tricks() {
        return Stream.concat(
                        Stream.concat(ENCODED.stream(), ENCODED.stream().map(each -> each.toUpperCase(Locale.ROOT))),
                        RAW.stream())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void no_path_is_reached_by_a_target_that_another_layer_may_read_otherwise(Endpoints.Endpoint endpoint)
            throws IOException {
        ClientWithKey client = clients.withEveryScope();
        String path = endpoint.path(jobs.in(JobStatus.QUEUED, client.id()));
        int middle = Math.max(2, path.indexOf('/', 1));
        for (String trick : tricks()) {
            for (String target : List.of(
                    path + trick,
                    path + "/" + trick + "/x",
                    trick + path,
                    path.substring(0, middle) + trick + path.substring(middle),
                    path.substring(0, middle + 2) + trick + path.substring(middle + 2),
                    "http://localhost" + path + trick)) {
                assertRefused(client, endpoint.method() + " " + target);
            }
        }
        for (String cutOff : List.of("%", "%2", "/%", "/.", "/..")) {
            assertRefused(client, endpoint.method() + " " + path + cutOff);
        }
    }

    private static void assertRefused(ClientWithKey client, String what) throws IOException {
        try (RawHttp raw = RawHttp.open()) {
            raw.send(what + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + client.key()
                    + "\r\nConnection: close\r\n\r\n");
            assertProblem(raw.readAll(), 400, "malformed_request_target");
        }
    }

    private static void assertProblem(String answer, int status, String code) throws IOException {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        for (String header : List.of(
                "\r\nContent-Type: application/problem+json\r\n",
                "\r\nX-Request-Id: ",
                "\r\nCache-Control: no-store\r\n",
                "\r\nX-Content-Type-Options: nosniff\r\n")) {
            assertTrue(answer.contains(header), answer);
        }
        JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertEquals(code, problem.path("code").asText());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(answer.contains("X-Request-Id: " + problem.path("request_id").asText()), answer);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void what_is_encoded_twice_is_decoded_once_and_names_nothing(Endpoints.Endpoint endpoint) throws IOException {
        if (endpoint.ofOneJob()) {
            ClientWithKey client = clients.withEveryScope();
            String job = jobs.in(JobStatus.QUEUED, client.id());
            for (String trick : List.of("%252f", "%252F", "%253b", "%255c", "%252e%252e%252f", "%2500")) {
                String answer = asked(client, endpoint, job + trick);
                assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
                assertTrue(answer.contains("\"job_not_found\""), answer);
            }
        }
    }

    private static String asked(ClientWithKey client, Endpoints.Endpoint endpoint, String jobId) throws IOException {
        try (RawHttp raw = RawHttp.open()) {
            raw.send(endpoint.method() + " " + endpoint.path(jobId)
                    + " HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: k\r\nContent-Length: 0\r\nAuthorization: Bearer "
                    + client.key() + "\r\nConnection: close\r\n\r\n");
            return raw.readAll();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS *",
                "GET *",
                "CONNECT localhost:80",
                "GET localhost:80",
                "GET x",
                "GET tickets/v1/jobs",
                "GET mailto:a@b"
            })
    void targets_that_are_no_path_are_refused(String what) throws IOException {
        try (RawHttp raw = RawHttp.open()) {
            raw.send(what + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertProblem(raw.readAll(), 400, "malformed_request_target");
        }
    }

    @Test
    void a_whole_url_is_its_path_whatever_host_it_names() throws IOException {
        String path = "/tickets/v1/jobs/" + UUID.randomUUID();
        for (String origin : List.of("http://localhost", "http://other.example:81", "https://localhost")) {
            assertProblem(RawHttp.get(origin + path), 401, "missing_credentials");
        }
        assertProblem(RawHttp.get("http://localhost"), 404, "not_found");
        assertProblem(RawHttp.get("http://localhost/nowhere"), 404, "not_found");
    }

    @Test
    void the_same_characters_encoded_in_a_query_are_harmless_and_a_query_that_is_none_is_refused() throws IOException {
        String path = "/tickets/v1/jobs/" + UUID.randomUUID();

        assertProblem(RawHttp.get(path + "?a=%2F;b=//%00&c=%5c/../"), 401, "missing_credentials");
        for (String query : List.of("?a=\\", "?a=%zz", "?a=|", "?a=<script>")) {
            assertProblem(RawHttp.get(path + query), 400, "malformed_request_target");
        }
    }

    @Test
    void a_request_names_exactly_one_host() throws IOException {
        for (String hosts : List.of("", "Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n")) {
            try (RawHttp raw = RawHttp.open()) {
                raw.send("GET /q/health/live HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n");
                String answer = raw.readAll();

                assertProblem(answer, 400, "bad_request");
                assertFalse(answer.contains("Exception"), answer);
            }
        }
    }
}
