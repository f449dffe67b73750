package io.taskforge.api.failure;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.EncryptedDoors;
import io.taskforge.api.fixture.TicketsClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits of the service, and those of the protocol, where many requests share a connection. */
@QuarkusTest
@TestProfile(EncryptedDoors.class)
class Http2TrapsTest {

    private static final int PATIENCE_SECONDS = 20;

    /** Twice as many as the framework puts up with in half a minute. */
    private static final int TAKEN_BACK = 400;

    /** A reset's reason (RFC 9113, 7). */
    private static final long CANCEL = 8;

    EncryptedDoors.Settings settings;

    @TestHTTPResource(tls = true)
    URI service;

    @Inject
    Vertx vertx;

    @Inject
    TicketsClient requests;

    @Inject
    Clients clients;

    private final List<HttpConnection> connections = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> cutOff = new CompletableFuture<>();
    private ClientWithKey client;
    private HttpClient http;

    /** What came back. */
    private record Answer(int status, HttpVersion version, String body) {}

    @BeforeEach
    void connect() {
        client = clients.withEveryScope();
        http = vertx.httpClientBuilder()
                .with(settings.http2(service))
                .withConnectHandler(connection -> {
                    connections.add(connection);
                    connection.closeHandler(cutOff::complete);
                })
                .build();
    }

    @AfterEach
    void hangUp() {
        http.close();
    }

    private Answer posted(String path, String body) throws Exception {
        // One step, on the event loop: a second one, added by this thread, could come when the answer is over.
        return inTime(http.request(HttpMethod.POST, path)
                .compose(request -> request.putHeader("Authorization", "Bearer " + client.key())
                        .putHeader("Content-Type", "application/json")
                        .send(body)
                        .compose(Http2TrapsTest::whole)));
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), response.version(), body.toString()));
    }

    private static <T> T inTime(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private String aJob() {
        return requests.request(UUID.randomUUID().toString(), Map.of());
    }

    @Test
    void a_submit_is_taken() throws Exception {
        Answer answer = posted(JOBS, aJob());

        assertEquals(202, answer.status(), answer::body);
        assertEquals(HttpVersion.HTTP_2, answer.version());
    }

    @Test
    void a_refusal_leaves_the_connection_to_the_requests_after_it() throws Exception {
        String tooLarge = " ".repeat((1 << 20) + 1);

        assertEquals(413, posted(JOBS, tooLarge).status());
        assertEquals(400, posted(JOBS + "/%2f", "{}").status());
        assertEquals(404, posted("/nowhere", tooLarge).status());
        assertEquals(202, posted(JOBS, aJob()).status());

        assertEquals(1, connections.size());
    }

    @Test
    void a_client_is_told_how_many_requests_it_may_have_under_way() throws Exception {
        posted("/nowhere", "{}");

        assertEquals(100, connections.getFirst().remoteSettings().getMaxConcurrentStreams());
    }

    @Test
    void whoever_takes_back_request_after_request_is_cut_off() throws Exception {
        for (int i = 0; i < TAKEN_BACK && !cutOff.isDone(); i++) {
            http.request(HttpMethod.POST, JOBS).onSuccess(request -> {
                request.exceptionHandler(taken -> {});
                request.setChunked(true).sendHead();
                request.reset(CANCEL);
            });
        }

        assertDoesNotThrow(() -> cutOff.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
}
