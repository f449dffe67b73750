package io.taskforge.worker.intake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.model.broker.BrokerAddress;
import io.taskforge.model.settings.Certificates;
import io.taskforge.model.settings.TlsFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line to a broker that shows a certificate, the right one or another. */
class BrokerEncryptionTest {

    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static Certificates house;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.start(EmbeddedBroker.Options.in(folder.resolve("broker"), PASSWORD));
        house = Certificates.in(Files.createDirectory(folder.resolve("house")));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void a_broker_with_the_right_certificate_is_listened_to() throws Exception {
        try (TlsFront front = TlsFront.before(broker.port(), house.of(Certificates.LOCAL));
                ListeningLine line = open(front, house.authority().certificate())) {
            line.adjust();
            line.check();

            assertFalse(line.ended());
        }
    }

    @Test
    void a_broker_whom_another_authority_vouches_for_is_refused() throws Exception {
        Certificates strangers = Certificates.in(Files.createDirectory(folder.resolve("strangers")));
        try (TlsFront front = TlsFront.before(broker.port(), strangers.of(Certificates.LOCAL))) {
            SSLException refusal = assertThrows(
                    SSLException.class, () -> open(front, house.authority().certificate()));

            assertTrue(refusal.getMessage().contains("PKIX"), refusal.getMessage());
        }
    }

    @Test
    void a_broker_with_the_certificate_of_another_host_is_refused() throws Exception {
        try (TlsFront front = TlsFront.before(broker.port(), house.of("dns:mq.example"))) {
            SSLException refusal = assertThrows(
                    SSLException.class, () -> open(front, house.authority().certificate()));

            assertTrue(refusal.getMessage().contains("127.0.0.1"), refusal.getMessage());
        }
    }

    private static ListeningLine open(TlsFront front, Path ca) throws Exception {
        var address =
                new BrokerAddress("127.0.0.1", front.port(), EmbeddedBroker.USER, PASSWORD, "/", true, Optional.of(ca));
        return new ListeningLine(
                address.connect("a test"), new ListeningLine.Listener(ring -> {}, control -> {}, () -> 0));
    }
}
