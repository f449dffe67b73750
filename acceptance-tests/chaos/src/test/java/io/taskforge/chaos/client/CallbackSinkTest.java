package io.taskforge.chaos.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackSinkTest {

    private static final UUID JOB = UUID.fromString("019e4fae-f96a-78b2-be03-8633c38ea640");
    private static final String BODY = "{\"type\":\"tickets.job.completed\"}";
    private static final byte[] SECRET_A = "a".repeat(32).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SECRET_B = "b".repeat(32).getBytes(StandardCharsets.US_ASCII);

    private final CallbackSink sink = CallbackSink.start();
    private final HttpClient http = HttpClient.newHttpClient();

    CallbackSinkTest() {
        sink.trust(List.of(revealed(SECRET_A), revealed(SECRET_B)));
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        sink.close();
    }

    @ParameterizedTest
    @CsvSource({"OK, 200", "FAILS, 500", "GONE, 410", "REDIRECTS, 307"})
    void it_answers_as_the_url_wants_it(SinkMode mode, int status) throws Exception {
        assertEquals(status, post(mode, SECRET_A, now(), Duration.ofSeconds(10)).statusCode());

        assertEquals(mode, sink.deliveries().getFirst().mode());
        assertEquals(status, sink.deliveries().getFirst().status());
    }

    @Test
    void a_receiver_that_hangs_takes_the_message_and_says_nothing() {
        assertThrows(HttpTimeoutException.class, () -> post(SinkMode.HANGS, SECRET_A, now(), Duration.ofMillis(300)));

        assertEquals(1, sink.deliveries().size());
    }

    @Test
    void a_redirect_leads_where_no_service_should_follow() throws Exception {
        var answer = post(SinkMode.REDIRECTS, SECRET_A, now(), Duration.ofSeconds(10));

        assertEquals(
                "169.254.169.254",
                URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .getHost());
    }

    @Test
    void a_signature_tells_whose_callback_it_is() throws Exception {
        post(SinkMode.OK, SECRET_B, now(), Duration.ofSeconds(10));

        Delivery delivery = sink.deliveries().getFirst();
        assertEquals(Optional.of(1), delivery.signedFor());
        assertEquals(Optional.of(JOB), delivery.job());
        assertEquals("tickets.job.completed", delivery.type());
        assertEquals("msg_1", delivery.webhookId());
    }

    @Test
    void a_message_signed_with_an_unknown_secret_is_nobodys() throws Exception {
        post(SinkMode.OK, "c".repeat(32).getBytes(StandardCharsets.US_ASCII), now(), Duration.ofSeconds(10));

        assertEquals(Optional.empty(), sink.deliveries().getFirst().signedFor());
    }

    @Test
    void a_recording_is_nobodys() throws Exception {
        post(SinkMode.OK, SECRET_A, now() - 301, Duration.ofSeconds(10));

        assertEquals(Optional.empty(), sink.deliveries().getFirst().signedFor());
    }

    private static long now() {
        return java.time.Clock.systemUTC().instant().getEpochSecond();
    }

    private static String revealed(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    private HttpResponse<Void> post(SinkMode mode, byte[] secret, long timestamp, Duration patience) throws Exception {
        String sent = String.valueOf(Instant.ofEpochSecond(timestamp).getEpochSecond());
        String signature = WebhookSignature.sign(
                secret, new WebhookSignature.Headers("msg_1", sent, ""), BODY.getBytes(StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(URI.create(sink.url(mode).replace("{job_id}", JOB.toString())))
                        .timeout(patience)
                        .header("webhook-id", "msg_1")
                        .header("webhook-timestamp", sent)
                        .header("webhook-signature", "v1,bm90IHRoaXM= " + signature)
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }
}
