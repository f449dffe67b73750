package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.fixture.CallbackReceiver;
import io.taskforge.model.client.WebhookSecret;
import io.taskforge.model.job.CallbackAttempt.Outcome;
import io.taskforge.model.job.DueCallback;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a callback is given to over TLS: nobody but the host that the URL names, as far as somebody known vouches for it. */
class CallbackTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "only-for-this-test";
    private static final String HUB = "hub.example.com";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final WebhookSecret secret = WebhookSecret.mint(new SecureRandom());

    @AfterEach
    void close() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A certificate that its owner has signed. */
    private Path certificateOf(String name) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, keytool.exitValue(), said);
        return store;
    }

    private static ServerSocketFactory sockets(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    /** As an operator does whose receivers have certificates of a house's own. */
    private static void trust(Path store) {
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    private Outcome attempt(int port) {
        var settings = CallbackSettings.DEFAULT.trusting(HUB);
        var secrets = new CallbackSecrets(null, null) {
            @Override
            Uni<List<WebhookSecret>> of(DueCallback due) {
                return Uni.createFrom().item(List.of(secret));
            }
        };
        HostAddresses loopback = host -> Uni.createFrom().item(List.of(InetAddress.getLoopbackAddress()));
        return new AttemptDelivery(
                        secrets,
                        new CallbackMessages(new ObjectMapper(), "https://taskforge.example.com"),
                        new CallbackPolicy(settings, loopback),
                        new CallbackSender(vertx, settings),
                        settings,
                        Clock.systemUTC())
                .of(EndedJobs.due("https://" + HUB + ":" + port + "/{job_id}"))
                .await()
                .atMost(PATIENCE)
                .attempt()
                .outcome();
    }

    @Test
    void a_certificate_that_nobody_known_vouches_for_is_refused() throws Exception {
        try (var receiver = CallbackReceiver.overTls(sockets(certificateOf(HUB)))) {
            assertEquals(Outcome.TLS_FAILED, attempt(receiver.port()));
            assertTrue(receiver.received().isEmpty());
        }
    }

    @Test
    void a_trusted_certificate_of_another_host_is_refused() throws Exception {
        Path other = certificateOf("other.example.com");
        trust(other);
        try (var receiver = CallbackReceiver.overTls(sockets(other))) {
            assertEquals(Outcome.TLS_FAILED, attempt(receiver.port()));
            assertTrue(receiver.received().isEmpty());
        }
    }

    @Test
    void a_trusted_host_is_asked_for_by_its_name_at_the_address_that_was_checked() throws Exception {
        Path store = certificateOf(HUB);
        trust(store);
        try (var receiver = CallbackReceiver.overTls(sockets(store))) {
            assertEquals(Outcome.DELIVERED, attempt(receiver.port()));

            CallbackReceiver.Received request = receiver.received().getFirst();
            assertEquals(HUB, request.sni());
            assertEquals(HUB + ":" + receiver.port(), request.header("host"));
            assertTrue(request.signedWith(secret.reveal()));
        }
    }

    @Test
    void a_receiver_without_tls_gets_nothing() {
        try (var receiver = CallbackReceiver.answering(CallbackReceiver.NODS)) {
            assertFalse(attempt(receiver.port()) == Outcome.DELIVERED);
            assertTrue(receiver.received().isEmpty());
        }
    }
}
