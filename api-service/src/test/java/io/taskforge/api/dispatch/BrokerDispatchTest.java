package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.TestPepper;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.model.broker.BrokerNames;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The relay on a real broker: what it sends, and that it waits for the broker's word. */
@QuarkusTest
@TestProfile(BrokerDispatchTest.RealBroker.class)
class BrokerDispatchTest {

    private static final String EXCHANGE = "mp.messaging.outgoing.job-dispatch.exchange.name";

    private static final String CONTROL = "mp.messaging.outgoing.job-control.exchange.name";

    public static class RealBroker implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Servers.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** The broker may be shared: the exchange is this run's own, and gone after it. */
    public static class Servers implements QuarkusTestResourceLifecycleManager {

        private final String exchange = "taskforge.test." + UUID.randomUUID();

        @Override
        public Map<String, String> start() {
            return Map.of(
                    TestPepper.SETTING,
                    TestPepper.VALUE,
                    "taskforge.database-url",
                    EmbeddedPostgres.shared().createDatabase(),
                    "taskforge.amqp-url",
                    EmbeddedBroker.shared().url(),
                    EXCHANGE,
                    exchange,
                    CONTROL,
                    exchange + ".control",
                    "taskforge.dispatch.publish-timeout",
                    "2s",
                    "taskforge.job.sweep",
                    "1h");
        }

        @Override
        public void stop() {
            try (Connection connection = connect();
                    Channel channel = connection.createChannel()) {
                channel.exchangeDelete(exchange);
                channel.exchangeDelete(exchange + ".control");
            } catch (Exception e) {
                throw new IllegalStateException("the broker keeps the exchange " + exchange, e);
            }
        }
    }

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Test
    void a_job_rings_persistently_under_its_name_and_only_then_counts_as_dispatched() throws Exception {
        ClientWithKey client = clients.withEveryScope();
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            String exchange = ConfigProvider.getConfig().getValue(EXCHANGE, String.class);
            channel.exchangeDeclare(exchange, "direct", true);
            // Named by the broker, and gone with this connection.
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, exchange, BrokerNames.GENERATE_QUEUE);

            String job = http.submitted(client);
            Eventually.holds("confirmed", () -> jobs.dispatched(job));

            GetResponse message = channel.basicGet(queue, true);
            JsonNode body = new ObjectMapper().readTree(message.getBody());
            assertEquals(2, body.size());
            assertEquals(job, body.path("job_id").asText());
            assertTrue(body.path("dispatch_seq").isIntegralNumber());
            assertEquals(
                    job + ":" + body.path("dispatch_seq").asLong(),
                    message.getProps().getMessageId());
            assertEquals(2, message.getProps().getDeliveryMode(), "persistent");
            assertEquals("application/json", message.getProps().getContentType());
            assertEquals(exchange, message.getEnvelope().getExchange());
            assertEquals(BrokerNames.GENERATE_QUEUE, message.getEnvelope().getRoutingKey());
            assertEquals(0, jobs.count("select count(*) from outbox where job_id = $1", UUID.fromString(job)));
        }
    }

    @Test
    void only_a_cancel_of_a_running_job_is_told_to_all_workers() throws Exception {
        ClientWithKey client = clients.withEveryScope();
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            String exchange = ConfigProvider.getConfig().getValue(CONTROL, String.class);
            channel.exchangeDeclare(exchange, "fanout", true);
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, exchange, "");
            String running = jobs.in(JobStatus.RUNNING, client.id());

            http.cancel(client, jobs.in(JobStatus.QUEUED, client.id()));
            http.cancel(client, running);

            AtomicReference<GetResponse> heard = new AtomicReference<>();
            Eventually.holds("told", () -> got(channel, queue, heard));
            assertEquals(
                    "{\"job_id\":\"" + running + "\"}", new String(heard.get().getBody(), StandardCharsets.UTF_8));
        }
    }

    private static boolean got(Channel channel, String queue, AtomicReference<GetResponse> heard) {
        try {
            heard.set(channel.basicGet(queue, true));
            return heard.get() != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(URI.create(EmbeddedBroker.shared().url()));
        return factory.newConnection();
    }
}
