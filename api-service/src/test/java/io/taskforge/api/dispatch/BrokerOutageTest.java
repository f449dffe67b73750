package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.Metrics;
import io.taskforge.api.fixture.TestPepper;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The relay and the control bell on a broker that goes away and comes back. */
@QuarkusTest
@TestProfile(BrokerOutageTest.OwnBroker.class)
class BrokerOutageTest {

    public static class OwnBroker implements QuarkusTestProfile {

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

        private EmbeddedBroker.Options options;
        private EmbeddedBroker running;

        @Override
        public Map<String, String> start() {
            try {
                options =
                        EmbeddedBroker.Options.in(Files.createTempDirectory("taskforge-outage-"), "only-for-this-test");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            comeBack();
            options = options.withPort(running.port());
            return Map.of(
                    TestPepper.SETTING,
                    TestPepper.VALUE,
                    "taskforge.database-url",
                    EmbeddedPostgres.shared().createDatabase(),
                    "taskforge.amqp-url",
                    running.url(),
                    "taskforge.job.sweep",
                    "1h");
        }

        void goAway() {
            running.close();
        }

        void comeBack() {
            running = EmbeddedBroker.start(options);
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(this, field -> field.getType() == Broker.class);
        }

        @Override
        public void stop() {
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

    @Inject
    Metrics metrics;

    private double connected() {
        return metrics.scraped().value("taskforge_broker_connected", Map.of());
    }

    @Test
    void what_is_submitted_and_cancelled_without_a_broker_is_answered_and_leaves_once_it_is_back() throws Exception {
        ClientWithKey client = clients.withEveryScope();
        String before = http.submitted(client);
        Eventually.holds("dispatched", () -> jobs.dispatched(before));
        String running = jobs.in(JobStatus.RUNNING, client.id());
        broker.goAway();

        List<String> accepted =
                IntStream.range(0, 100).mapToObj(i -> http.submitted(client)).toList();
        assertEquals(202, http.cancel(client, running).status());
        Eventually.holds("the broker is missed", () -> connected() == 0);
        assertEquals(200, http.ask("/q/health/ready").probe(), "jobs wait in the outbox");
        assertEquals(200, http.ask("/q/health/live").probe());
        broker.comeBack();

        Eventually.holds("all dispatched", () -> accepted.stream().allMatch(jobs::dispatched));
        assertEquals(
                202,
                http.cancel(client, jobs.in(JobStatus.RUNNING, client.id())).status());
        Eventually.holds("the broker is there", () -> connected() == 1);
    }
}
