package io.taskforge.api.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.taskforge.api.fixture.EncryptedDoors;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.LogCapture;
import io.taskforge.api.fixture.Rpc;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP and gRPC with a certificate, in place of without one. */
@QuarkusTest
@TestProfile(EncryptedDoors.class)
class EncryptedDoorsTest {

    private static final String READY = "/q/health/ready";

    EncryptedDoors.Settings settings;

    @Inject
    TlsConfigurationRegistry registry;

    @TestHTTPResource(value = READY, tls = true)
    URL ready;

    @Test
    void http_answers_encrypted_and_in_two_versions() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(settings.trust())
                    .version(version)
                    .build()
                    .send(HttpRequest.newBuilder(address()).build(), HttpResponse.BodyHandlers.ofString());

            assertEquals(200, answer.statusCode());
            assertEquals(version, answer.version());
        }
    }

    @Test
    void plain_http_is_not_answered() throws Exception {
        try (Socket plain = new Socket("127.0.0.1", httpPort())) {
            plain.setSoTimeout(20_000);
            plain.getOutputStream()
                    .write(("GET " + READY + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertEquals(-1, answer.indexOf("HTTP/"), answer);
        }
    }

    @Test
    void grpc_answers_encrypted() throws Exception {
        assertEquals(
                ServingStatus.SERVING,
                health(TlsChannelCredentials.newBuilder()
                        .trustManager(settings.authority().toFile())
                        .build()));
    }

    @Test
    void plain_grpc_is_not_answered() {
        assertThrows(StatusRuntimeException.class, () -> health(InsecureChannelCredentials.create()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void both_doors_speak_this_version(String version) throws Exception {
        assertEquals(version, shakenHands(httpPort(), version).getProtocol());
        assertEquals(version, shakenHands(grpcPort(), version).getProtocol());
    }

    /** A client of today's Java refuses older ones itself, and so proves nothing. */
    @Test
    void no_door_is_told_of_an_older_version() {
        Set<String> allowed = registry.get(DoorSettings.CERTIFICATE)
                .orElseThrow()
                .getSSLOptions()
                .getEnabledSecureTransportProtocols();

        assertEquals(Set.of("TLSv1.2", "TLSv1.3"), Set.copyOf(allowed));
    }

    @Test
    void a_certificate_that_is_replaced_is_shown_by_both_doors_without_a_restart() throws Exception {
        X509Certificate before = shown(httpPort());
        assertEquals(before, shown(grpcPort()));

        settings.renew();

        Eventually.holds("a new certificate over HTTP", () -> !before.equals(shown(httpPort())));
        Eventually.holds("the same over gRPC", () -> shown(httpPort()).equals(shown(grpcPort())));
    }

    @Test
    void a_certificate_without_its_key_is_not_shown() throws Exception {
        X509Certificate before = shown(httpPort());
        try (LogCapture log = new LogCapture()) {
            settings.renewHalf();

            Eventually.holds(
                    "a look at the files", () -> log.text().contains("the key is not that of the certificate"));
        }
        assertEquals(before, shown(httpPort()));
        assertEquals(before, shown(grpcPort()));
        settings.renew();
    }

    @Test
    void callbacks_name_urls_with_https() {
        String base = ConfigProvider.getConfig().getValue("taskforge.public-base-url", String.class);

        assertEquals("https", URI.create(base).getScheme());
    }

    private X509Certificate shown(int port) {
        try {
            return (X509Certificate) shakenHands(port, "TLSv1.3").getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Anew each time: a session that is taken up again shows nothing. */
    private SSLSession shakenHands(int port, String version) throws IOException {
        try (SSLSocket socket = (SSLSocket) settings.trust().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession();
        }
    }

    private ServingStatus health(ChannelCredentials credentials) {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress("127.0.0.1", grpcPort(), credentials)
                .build();
        try {
            return HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus();
        } finally {
            channel.shutdownNow();
        }
    }

    private URI address() {
        return URI.create("https://127.0.0.1:" + httpPort() + READY);
    }

    private int httpPort() {
        return ready.getPort();
    }

    private static int grpcPort() {
        return Rpc.port();
    }
}
