package io.taskforge.api.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.EncryptedDoors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.GoAway;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a service that was told to stop takes leave of its clients, over both versions of HTTP. */
@QuarkusTest
@TestProfile(LeaveTest.OfItsOwn.class)
class LeaveTest {

    /** A service that was told to stop is of no use to another test. */
    public static class OfItsOwn extends EncryptedDoors {}

    private static final int PATIENCE_SECONDS = 20;
    private static final int AT_ONCE = 20;

    /** Of some length, so that answers are under way while others end. */
    private static final String PAGE = "/docs/errors";

    EncryptedDoors.Settings settings;

    @TestHTTPResource(tls = true)
    URI service;

    @Inject
    Vertx vertx;

    @Inject
    Draining draining;

    private final CompletableFuture<GoAway> told = new CompletableFuture<>();

    @BeforeEach
    void toldToStop() {
        draining.begin(null);
    }

    /** One connection for all that it asks over HTTP/2. */
    private HttpClient client(HttpClientOptions options) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp2MaxSize(1))
                .withConnectHandler(connection -> {
                    if (options.isUseAlpn()) {
                        connection.goAwayHandler(told::complete);
                    }
                })
                .build();
    }

    private static Future<HttpClientResponse> answer(HttpClient http) {
        // One step, on the event loop: a second one, added by this thread, could come when the answer is over.
        return http.request(HttpMethod.GET, PAGE).compose(request -> request.send()
                .compose(response -> response.end().map(response)));
    }

    private static <T> T inTime(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void the_last_answer_over_http_1_1_says_that_it_is() throws Exception {
        HttpClient http = client(settings.http2(service).setUseAlpn(false).setProtocolVersion(HttpVersion.HTTP_1_1));

        HttpClientResponse answer = inTime(answer(http));

        assertEquals(200, answer.statusCode());
        assertEquals(HttpVersion.HTTP_1_1, answer.version());
        assertEquals("close", answer.getHeader("Connection"));
    }

    @Test
    void over_http_2_the_client_is_told_and_all_that_it_has_asked_is_answered() throws Exception {
        HttpClient http = client(settings.http2(service));

        List<Future<HttpClientResponse>> answers =
                IntStream.range(0, AT_ONCE).mapToObj(i -> answer(http)).toList();

        for (Future<HttpClientResponse> answer : answers) {
            assertEquals(200, inTime(answer).statusCode());
            assertEquals(HttpVersion.HTTP_2, answer.result().version());
        }
        GoAway leave = told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(0, leave.getErrorCode());
        assertEquals(Integer.MAX_VALUE, leave.getLastStreamId());
    }
}
