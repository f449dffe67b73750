package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.quarkus.runtime.ShutdownEvent;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.model.broker.BrokerAddress;
import io.taskforge.model.broker.BrokerNames;
import io.taskforge.model.broker.CancelMessage;
import io.taskforge.model.job.DefaultJobPolicy;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line to a real broker, which here goes away, comes back, cancels and complains. */
class DoorBellTest {

    private static final String PASSWORD = "only-for-this-test";

    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    private final BlockingQueue<Ring> rings = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> control = new LinkedBlockingQueue<>();
    private final AtomicInteger wanted = new AtomicInteger(1);
    private DoorBell bell;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(EmbeddedBroker.Options.in(folder, PASSWORD));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() {
        bell = bell();
        bell.open(rings::add, body -> control.add(new String(body, StandardCharsets.UTF_8)), wanted::get);
    }

    @AfterEach
    void close() throws Exception {
        bell.close();
        onChannel(channel -> channel.queueDelete(BrokerNames.GENERATE_QUEUE));
    }

    private static DoorBell bell() {
        return new DoorBell(new BrokerAddress(
                "127.0.0.1", broker.port(), EmbeddedBroker.USER, PASSWORD, "/", false, Optional.empty()));
    }

    @Test
    void no_ring_is_held_that_nobody_has_a_slot_for() throws Exception {
        ring("first");
        ring("second");
        Ring first = nextRing("first");
        wanted.set(0);
        bell.adjust();

        first.acknowledge().run();

        assertEquals("second", waiting(), "another worker can have it");
        assertTrue(rings.isEmpty());
    }

    @Test
    void a_slot_that_is_free_again_is_rung_for() throws Exception {
        ring("first");
        Ring first = nextRing("first");
        wanted.set(0);
        bell.adjust();
        first.acknowledge().run();
        publish("second");

        wanted.set(1);
        bell.adjust();

        nextRing("second").acknowledge().run();
    }

    @Test
    void a_ring_that_is_given_back_comes_again() throws Exception {
        ring("again");
        nextRing("again").giveBack().run();

        nextRing("again").acknowledge().run();
    }

    @Test
    void a_queue_that_was_deleted_is_made_again_and_heard() throws Exception {
        ring("before");
        nextRing("before").acknowledge().run();

        onChannel(channel -> channel.queueDelete(BrokerNames.GENERATE_QUEUE));
        bell.check();

        ring("after");
        nextRing("after").acknowledge().run();
    }

    @Test
    void a_broker_that_was_away_is_heard_again() throws Exception {
        ring("before");
        nextRing("before").acknowledge().run();

        broker.close();
        broker =
                EmbeddedBroker.start(EmbeddedBroker.Options.in(folder, PASSWORD).withPort(broker.port()));

        ring("after");
        nextRing("after").acknowledge().run();
    }

    @Test
    void a_broker_that_comes_later_than_the_worker_is_heard() throws Exception {
        broker.close();
        DoorBell early = bell();
        BlockingQueue<Ring> heard = new LinkedBlockingQueue<>();
        early.open(heard::add, body -> {}, () -> 1);
        bell.close();

        broker =
                EmbeddedBroker.start(EmbeddedBroker.Options.in(folder, PASSWORD).withPort(broker.port()));

        ring("at last");
        Ring ring = heard.poll(30, TimeUnit.SECONDS);
        assertNotNull(ring);
        ring.acknowledge().run();
        early.close();
    }

    @Test
    void an_answer_that_comes_after_its_line_has_ended_answers_nothing_on_the_next() throws Exception {
        ring("unanswered");
        Ring stale = nextRing("unanswered");

        bell.ringLost();
        nextRing("unanswered");
        stale.acknowledge().run();

        bell.close();
        assertEquals("unanswered", waiting());
    }

    @Test
    void a_queue_that_somebody_made_otherwise_is_taken_as_it_is() throws Exception {
        bell.close();
        onChannel(channel -> {
            channel.queueDelete(BrokerNames.GENERATE_QUEUE);
            channel.queueDeclare(BrokerNames.GENERATE_QUEUE, false, false, false, null);
        });
        bell = bell();
        bell.open(rings::add, body -> {}, wanted::get);

        ring("heard");

        nextRing("heard").acknowledge().run();
    }

    @Test
    void what_is_said_to_all_workers_is_heard_without_a_free_slot() throws Exception {
        wanted.set(0);
        bell.adjust();
        awaitBound();

        onChannel(channel ->
                channel.basicPublish(BrokerNames.CONTROL_EXCHANGE, "", null, "news".getBytes(StandardCharsets.UTF_8)));

        assertEquals("news", control.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void a_silenced_bell_takes_no_ring_and_hears_what_is_said_to_all() throws Exception {
        ring("before");
        nextRing("before").acknowledge().run();

        bell.silence();

        publish("after");
        onChannel(channel ->
                channel.basicPublish(BrokerNames.CONTROL_EXCHANGE, "", null, "news".getBytes(StandardCharsets.UTF_8)));
        assertEquals("news", control.poll(30, TimeUnit.SECONDS));
        assertEquals("after", waiting());
        assertTrue(rings.isEmpty());
    }

    @Test
    void a_job_that_a_look_finds_beside_an_idle_slot_has_its_line_opened_again() throws Exception {
        try (JobDatabase jobs = new JobDatabase()) {
            BlockingQueue<JobId> ended = new LinkedBlockingQueue<>();
            Config eager = new Config(1, Duration.ofMillis(20), Duration.ZERO, Duration.ZERO);
            var slots = new Slots(jobs.store(), new DefaultJobPolicy(), eager, run -> {
                run.completed("{}", JobProgress.WAITING);
                ended.add(run.job().lease().jobId());
            });
            DoorBell own = bell();
            Intake intake = new Intake(jobs.store(), eager, slots, own, new LastLook(), new ObjectMapper());
            intake.start(null);
            Waits.eventually(own::listening);

            JobId id = jobs.in(JobStatus.QUEUED).id();

            assertEquals(id, ended.poll(30, TimeUnit.SECONDS));
            Waits.eventually(() -> intake.rings().lost() == 1);
            Waits.eventually(own::listening);
            intake.stop(new ShutdownEvent());
        }
    }

    @Test
    void a_cancel_that_all_workers_are_told_of_ends_the_run_of_the_one_that_has_it() throws Exception {
        try (JobDatabase jobs = new JobDatabase()) {
            BlockingQueue<JobId> started = new LinkedBlockingQueue<>();
            BlockingQueue<JobId> ended = new LinkedBlockingQueue<>();
            Config config = new Config(1, NEVER, NEVER, Duration.ZERO);
            // No heartbeat says so by itself.
            var slots = new Slots(jobs.store(), new DefaultJobPolicy(NEVER, NEVER), config, run -> {
                JobId id = run.job().lease().jobId();
                started.add(id);
                assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
                run.stopped();
                ended.add(id);
            });
            DoorBell own = bell();
            Intake intake = new Intake(jobs.store(), config, slots, own, new LastLook(), new ObjectMapper());
            JobId id = jobs.in(JobStatus.QUEUED).id();
            intake.start(null);
            assertEquals(id, started.poll(30, TimeUnit.SECONDS));
            Waits.eventually(own::listening);
            await(jobs.store().cancelRequested(jobs.client(), id));

            onChannel(channel -> channel.basicPublish(
                    BrokerNames.CONTROL_EXCHANGE,
                    "",
                    null,
                    new ObjectMapper().writeValueAsBytes(new CancelMessage(id))));

            assertEquals(id, ended.poll(30, TimeUnit.SECONDS));
            assertEquals(JobStatus.CANCELLED, jobs.statusOf(id));
            intake.stop(new ShutdownEvent());
        }
    }

    private record Config(int slots, Duration poll, Duration ringOverdue, Duration drain) implements IntakeConfig {}

    private Ring nextRing(String body) throws InterruptedException {
        Ring ring = rings.poll(30, TimeUnit.SECONDS);
        assertNotNull(ring, "no ring within 30 s");
        assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), ring.body());
        return ring;
    }

    /** Once the queue has somebody who listens: it may have to be made first. */
    private static void ring(String body) throws Exception {
        awaitListener();
        publish(body);
    }

    private static void publish(String body) throws Exception {
        onChannel(channel -> channel.basicPublish(
                BrokerNames.JOBS_EXCHANGE,
                BrokerNames.GENERATE_QUEUE,
                new AMQP.BasicProperties.Builder().deliveryMode(2).build(),
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void awaitListener() {
        Waits.eventually(() -> asked(channel -> channel.consumerCount(BrokerNames.GENERATE_QUEUE) > 0));
    }

    private static void awaitBound() {
        Waits.eventually(() -> asked(channel -> channel.consumerCount(BrokerNames.GENERATE_QUEUE) == 0));
    }

    /** What nobody holds. */
    private static String waiting() throws Exception {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            GetResponse found = channel.basicGet(BrokerNames.GENERATE_QUEUE, true);
            return found == null ? "nothing" : new String(found.getBody(), StandardCharsets.UTF_8);
        }
    }

    private interface Asking {
        boolean of(Channel channel) throws IOException;
    }

    private interface Doing {
        void on(Channel channel) throws IOException;
    }

    private static boolean asked(Asking asking) {
        try (Connection connection = connect()) {
            return asking.of(connection.createChannel());
        } catch (IOException | TimeoutException e) {
            return false;
        }
    }

    private static void onChannel(Doing doing) throws Exception {
        try (Connection connection = connect()) {
            Channel channel = connection.createChannel();
            doing.on(channel);
            channel.close();
        }
    }

    private static Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setUsername(EmbeddedBroker.USER);
        factory.setPassword(PASSWORD);
        return factory.newConnection();
    }
}
