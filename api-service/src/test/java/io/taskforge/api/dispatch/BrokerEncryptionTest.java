package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.LogCapture;
import io.taskforge.api.fixture.TestPepper;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.model.settings.Certificates;
import io.taskforge.model.settings.TlsFront;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The relay on a broker that shows a certificate: the right one, one of another authority, one of another host. */
@QuarkusTest
@TestProfile(BrokerEncryptionTest.Encrypted.class)
class BrokerEncryptionTest {

    public static class Encrypted implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Broker.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    public static class Broker implements QuarkusTestResourceLifecycleManager {

        private static final String PASSWORD = "only-for-this-test";

        private EmbeddedBroker running;
        private TlsFront front;
        private Certificates house;
        private Certificates strangers;

        @Override
        public Map<String, String> start() {
            try {
                Path folder = Files.createTempDirectory("taskforge-encrypted-");
                running = EmbeddedBroker.start(EmbeddedBroker.Options.in(folder.resolve("broker"), PASSWORD));
                house = Certificates.in(Files.createDirectory(folder.resolve("house")));
                strangers = Certificates.in(Files.createDirectory(folder.resolve("strangers")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            front = TlsFront.before(running.port(), house.of(Certificates.LOCAL));
            return Map.of(
                    TestPepper.SETTING,
                    TestPepper.VALUE,
                    "taskforge.database-url",
                    EmbeddedPostgres.shared().createDatabase(),
                    "taskforge.amqp-url",
                    "amqps://" + EmbeddedBroker.USER + ":" + PASSWORD + "@127.0.0.1:" + front.port(),
                    "taskforge.amqp-ca-file",
                    house.authority().certificate().toString(),
                    "taskforge.job.sweep",
                    "1h");
        }

        void isRight() {
            front.show(house.of(Certificates.LOCAL));
        }

        void isVouchedForByAnother() {
            front.show(strangers.of(Certificates.LOCAL));
        }

        void isAnotherHost() {
            front.show(house.of("dns:mq.example"));
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(this, field -> field.getType() == Broker.class);
        }

        @Override
        public void stop() {
            front.close();
            running.close();
        }
    }

    Broker broker;

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Test
    void a_broker_with_the_right_certificate_is_rung() throws Exception {
        String job = http.submitted(clients.withEveryScope());

        Eventually.holds("dispatched", () -> jobs.dispatched(job));
    }

    @Test
    void a_broker_whom_another_authority_vouches_for_is_not_rung() throws Exception {
        isNotRung(broker::isVouchedForByAnother, "PKIX");
    }

    @Test
    void a_broker_with_the_certificate_of_another_host_is_not_rung() throws Exception {
        isNotRung(broker::isAnotherHost, "127.0.0.1");
    }

    private void isNotRung(Runnable certificate, String why) throws Exception {
        ClientWithKey client = clients.withEveryScope();
        String job;
        try (LogCapture log = new LogCapture()) {
            certificate.run();
            job = http.submitted(client);

            Eventually.holds(
                    "a refused handshake, in " + log.text(),
                    () -> log.text().lines().anyMatch(line -> line.contains("SSLHandshake") && line.contains(why)));
            assertFalse(jobs.dispatched(job));
        }
        broker.isRight();
        Eventually.holds("dispatched", () -> jobs.dispatched(job));
    }
}
