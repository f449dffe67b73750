package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.callback.AttemptDelivery.Attempted;
import io.taskforge.api.callback.CallbackPolicy.Verdict;
import io.taskforge.api.fixture.CallbackReceiver;
import io.taskforge.api.fixture.CallbackReceiver.Received;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.model.client.WebhookSecret;
import io.taskforge.model.job.CallbackAttempt.Outcome;
import io.taskforge.model.job.DueCallback;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptDeliveryTest {

    /** Minutes after the delivery was leased: an attempt is dated by when it is made. */
    private static final Clock SENT = Clock.fixed(EndedJobs.NOW.plus(Duration.ofMinutes(3)), ZoneOffset.UTC);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final CallbackSettings SETTINGS =
            CallbackSettings.DEFAULT.insecure().trusting("127.0.0.1", "hub.example.com");

    private final Vertx vertx = Vertx.vertx();
    private final WebhookSecret secret = WebhookSecret.mint(new SecureRandom());
    private final WebhookSecret before = WebhookSecret.mint(new SecureRandom());
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CallbackReceiver open(CallbackReceiver receiver) {
        opened.add(receiver);
        return receiver;
    }

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals)
                .map(literal -> {
                    try {
                        return InetAddress.getByName(literal);
                    } catch (UnknownHostException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static HostAddresses loopback() {
        return host -> Uni.createFrom().item(addresses("127.0.0.1"));
    }

    private Attempted attempt(
            DueCallback callback, HostAddresses hosts, CallbackSettings settings, WebhookSecret... known) {
        var secrets = new CallbackSecrets(null, null) {
            @Override
            Uni<List<WebhookSecret>> of(DueCallback due) {
                return Uni.createFrom().item(List.of(known));
            }
        };
        return new AttemptDelivery(
                        secrets,
                        new CallbackMessages(new ObjectMapper(), "https://taskforge.example.com"),
                        new CallbackPolicy(settings, hosts),
                        new CallbackSender(vertx, settings),
                        settings,
                        SENT)
                .of(callback)
                .await()
                .atMost(PATIENCE);
    }

    private Attempted attempt(String url) {
        return attempt(EndedJobs.due(url), loopback(), SETTINGS, secret);
    }

    private Outcome outcome(String url) {
        return attempt(url).attempt().outcome();
    }

    @Test
    void a_receiver_gets_one_signed_post() {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));

        Attempted attempted = attempt(receiver.url("/llm/jobs/{job_id}/callback?id={job_id}"));

        assertEquals(Outcome.DELIVERED, attempted.attempt().outcome());
        assertEquals(204, attempted.attempt().statusCode());
        assertFalse(attempted.gone());
        assertEquals(1, receiver.received().size());
        Received request = receiver.received().getFirst();
        assertEquals(
                "POST /llm/jobs/" + EndedJobs.ID + "/callback?id=" + EndedJobs.ID + " HTTP/1.1", request.requestLine());
        assertEquals("127.0.0.1:" + receiver.port(), request.header("host"));
        assertEquals("application/json", request.header("content-type"));
        assertEquals("TaskForge/1 (+tickets.v1)", request.header("user-agent"));
        assertEquals("msg_019e4fb4d1c57e0b8f0d0a51c2d3e4f5", request.header("webhook-id"));
        assertEquals(String.valueOf(SENT.instant().getEpochSecond()), request.header("webhook-timestamp"));
        assertTrue(request.header("webhook-signature").matches("v1,[A-Za-z0-9+/]{43}="));
        assertTrue(request.signedWith(secret.reveal()));
        assertFalse(request.signedWith(before.reveal()));
        assertTrue(request.body().startsWith("{\"type\":\"tickets.job.completed\",\"timestamp\":"), request.body());
    }

    @Test
    void during_a_rotation_the_receiver_may_know_either_secret() {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));

        attempt(EndedJobs.due(receiver.url("/")), loopback(), SETTINGS, secret, before);

        Received request = receiver.received().getFirst();
        assertEquals(2, request.header("webhook-signature").split(" ").length);
        assertTrue(request.signedWith(secret.reveal()));
        assertTrue(request.signedWith(before.reveal()));
    }

    @Test
    void nothing_goes_unsigned() {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));

        Attempted attempted = attempt(EndedJobs.due(receiver.url("/")), loopback(), SETTINGS);

        assertEquals(Outcome.UNSIGNED, attempted.attempt().outcome());
        assertEquals(0, receiver.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "201 Created", "202 Accepted", "299 Fine"})
    void a_2xx_is_a_delivery(String status) {
        assertEquals(
                Outcome.DELIVERED,
                outcome(open(CallbackReceiver.answering(CallbackReceiver.answer(status)))
                        .url("/")));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void a_redirect_is_a_failure_and_is_not_followed(int status) {
        CallbackReceiver elsewhere = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        CallbackReceiver receiver = open(CallbackReceiver.answering(
                CallbackReceiver.answer(status + " Elsewhere\nLocation: " + elsewhere.url("/latest/meta-data/"))));

        Attempted attempted = attempt(receiver.url("/"));

        assertEquals(Outcome.HTTP_STATUS, attempted.attempt().outcome());
        assertEquals(status, attempted.attempt().statusCode());
        assertEquals(1, receiver.connections());
        assertEquals(0, elsewhere.connections());
    }

    @Test
    void a_receiver_that_is_gone_says_so_with_410() {
        Attempted attempted = attempt(open(CallbackReceiver.answering(CallbackReceiver.answer("410 Gone")))
                .url("/"));

        assertEquals(Outcome.HTTP_STATUS, attempted.attempt().outcome());
        assertEquals(410, attempted.attempt().statusCode());
        assertTrue(attempted.gone());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void a_busy_receiver_may_ask_for_a_pause(int status) {
        CallbackReceiver receiver =
                open(CallbackReceiver.answering(CallbackReceiver.answer(status + " Busy\nRetry-After: 120")));

        Attempted attempted = attempt(receiver.url("/"));

        assertEquals(status, attempted.attempt().statusCode());
        assertEquals(Optional.of(Duration.ofSeconds(120)), attempted.askedPause());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 408, 413, 500, 501})
    void any_other_answer_is_a_failure_and_asks_for_nothing(int status) {
        CallbackReceiver receiver =
                open(CallbackReceiver.answering(CallbackReceiver.answer(status + " No\nRetry-After: 120")));

        Attempted attempted = attempt(receiver.url("/"));

        assertEquals(Outcome.HTTP_STATUS, attempted.attempt().outcome());
        assertEquals(Optional.empty(), attempted.askedPause());
        assertFalse(attempted.gone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
            })
    void a_receiver_that_falls_silent_is_left_when_the_time_is_up(String says) throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.silentAfter(says));

        Attempted attempted = attempt(receiver.url("/"));

        assertEquals(Outcome.TIMEOUT, attempted.attempt().outcome());
        assertNull(attempted.attempt().statusCode());
        Eventually.holds("the connection is closed", () -> receiver.over() == 1);
    }

    /** Of a server with its queue full, Linux answers nothing at all. */
    @Test
    void a_receiver_that_does_not_take_the_connection_is_left_too() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                opened.add(new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort()));
            }

            assertEquals(Outcome.TIMEOUT, outcome("http://127.0.0.1:" + full.getLocalPort() + "/"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n",
                "HTTP/1.1 500 No\r\nContent-Length: 100000000000\r\n\r\n"
            })
    void an_answer_without_end_is_read_no_further_than_it_takes(String begins) throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.endlessAfter(begins));

        Attempted attempted = attempt(receiver.url("/"));

        assertEquals(
                begins.contains("200") ? Outcome.DELIVERED : Outcome.HTTP_STATUS,
                attempted.attempt().outcome());
        Eventually.holds("the connection is closed", () -> receiver.over() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-Long: ",
                "HTTP/1.1 200 ",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "220 mail.example.com ESMTP\r\n"
            })
    void what_is_no_answer_is_none_however_long_it_goes_on(String begins) throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.endlessAfter(begins));

        assertEquals(Outcome.CONNECTION_FAILED, outcome(receiver.url("/")));
        Eventually.holds("the connection is closed", () -> receiver.over() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
            })
    void a_receiver_that_hangs_up_early_has_not_answered(String says) {
        Attempted attempted = attempt(open(CallbackReceiver.answering(says)).url("/"));

        assertEquals(Outcome.CONNECTION_FAILED, attempted.attempt().outcome());
        assertNull(attempted.attempt().statusCode());
    }

    @Test
    void nobody_there_is_a_failed_connection() {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        receiver.close();

        assertEquals(Outcome.CONNECTION_FAILED, outcome(receiver.url("/")));
    }

    @Test
    void a_name_that_was_public_when_it_was_checked_first_is_not_connected_to_once_it_is_private() {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        var settings = CallbackSettings.DEFAULT.insecure().withPort(receiver.port());
        String url = "http://rebinding.example.com:" + receiver.port() + "/";
        List<String> asked = new ArrayList<>();
        HostAddresses rebinding = host -> {
            asked.add(host);
            return Uni.createFrom().item(addresses(asked.size() == 1 ? "93.184.216.34" : "127.0.0.1"));
        };
        assertInstanceOf(
                Verdict.Admitted.class,
                new CallbackPolicy(settings, rebinding)
                        .verdict(url, Optional.empty())
                        .await()
                        .atMost(PATIENCE));

        Attempted attempted = attempt(EndedJobs.due(url), rebinding, settings, secret);

        assertEquals(Outcome.REJECTED, attempted.attempt().outcome());
        assertNull(attempted.attempt().statusCode());
        assertEquals(0, receiver.connections());
    }

    /** No name server knows the host, so that whoever asked again would not get there. */
    @Test
    void the_connection_goes_to_the_address_that_was_checked_and_keeps_the_name() {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        List<String> asked = new ArrayList<>();
        HostAddresses once = host -> {
            asked.add(host);
            return Uni.createFrom().item(addresses("127.0.0.1"));
        };

        Attempted attempted =
                attempt(EndedJobs.due("http://hub.example.com:" + receiver.port() + "/"), once, SETTINGS, secret);

        assertEquals(Outcome.DELIVERED, attempted.attempt().outcome());
        assertEquals(List.of("hub.example.com"), asked);
        assertEquals(
                "hub.example.com:" + receiver.port(),
                receiver.received().getFirst().header("host"));
    }

    @Test
    void a_dead_address_is_followed_by_the_next_one() {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        HostAddresses two = host -> Uni.createFrom().item(addresses("127.0.0.2", "127.0.0.1"));
        String url = "http://hub.example.com:" + receiver.port() + "/";

        assertFalse(Outcome.DELIVERED
                == attempt(EndedJobs.due(url), two, SETTINGS, secret).attempt().outcome());
        assertEquals(
                Outcome.DELIVERED,
                attempt(EndedJobs.due(url, 1, null), two, SETTINGS, secret)
                        .attempt()
                        .outcome());
    }

    @Test
    void a_host_without_addresses_is_not_connected_to() {
        HostAddresses nobody = host -> Uni.createFrom().failure(new UnknownHostException(host));
        HostAddresses silent = host -> Uni.createFrom().nothing();
        for (HostAddresses hosts : List.of(nobody, silent)) {
            assertEquals(
                    Outcome.UNRESOLVED,
                    attempt(EndedJobs.due("http://hub.example.com/"), hosts, SETTINGS, secret)
                            .attempt()
                            .outcome());
        }
    }

    @Test
    void a_host_that_the_client_may_no_longer_be_called_at_is_not_connected_to() {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));

        Attempted attempted =
                attempt(EndedJobs.due(receiver.url("/"), 0, List.of("hub.example.com")), loopback(), SETTINGS, secret);

        assertEquals(Outcome.REJECTED, attempted.attempt().outcome());
        assertEquals(0, receiver.connections());
    }

    @Test
    void a_proxy_that_this_machine_is_set_up_for_is_not_used() {
        CallbackReceiver proxy = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
        System.setProperty("http.nonProxyHosts", "");
        try {
            assertEquals(Outcome.DELIVERED, outcome(receiver.url("/")));
            assertEquals(0, proxy.connections());
        } finally {
            Stream.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
        }
    }
}
