package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.model.job.CallbackAttempt;
import io.taskforge.model.job.CallbackAttempt.Outcome;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.DueCallback;
import io.taskforge.model.job.JobStatus;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay over a real database, with attempts that go nowhere. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class CallbackRelayTest {

    /** Defaults of the service. */
    private static final int AT_ONCE = 32;

    private static final int AT_ONCE_PER_CLIENT = 8;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    Pool pool;

    /** Attempts that last until they are let go. */
    private static final class HeldDelivery extends AttemptDelivery {

        private final Map<UUID, UniEmitter<? super Attempted>> held = new ConcurrentHashMap<>();
        private final Map<ClientId, AtomicInteger> underWay = new ConcurrentHashMap<>();
        private final List<UUID> begun = new CopyOnWriteArrayList<>();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicBoolean letThrough = new AtomicBoolean();

        HeldDelivery() {
            super(null, null, null, null, null, null);
        }

        @Override
        Uni<Attempted> of(DueCallback callback) {
            UUID job = callback.job().id().value();
            begun.add(job);
            if (letThrough.get()) {
                return Uni.createFrom().item(arrived());
            }
            underWay.computeIfAbsent(callback.job().clientId(), client -> new AtomicInteger())
                    .incrementAndGet();
            return Uni.createFrom().<Attempted>emitter(emitter -> {
                held.put(job, emitter);
                most.accumulateAndGet(held.size(), Math::max);
            });
        }

        private static Attempted arrived() {
            return new Attempted(new CallbackAttempt(Outcome.DELIVERED, 204, Duration.ZERO), false, Optional.empty());
        }

        int underWay(ClientId client) {
            return underWay.getOrDefault(client, new AtomicInteger()).get();
        }

        /** These, and all that come after them. */
        void letGo() {
            letThrough.set(true);
            held.values().forEach(emitter -> emitter.complete(arrived()));
        }
    }

    private HeldDelivery delivery;
    private final List<UUID> ended = new ArrayList<>();

    /** What other tests left to be tried again later is not to come due in one of these. */
    @BeforeEach
    void startWithNothingDue() {
        execute(
                "update callback_delivery set status = 'failed', due_at = null, claim_token = null, claimed_until = null,"
                        + " asked_again = false where due_at is not null");
    }

    private HeldDelivery hold() {
        delivery = new HeldDelivery();
        QuarkusMock.installMockForType(delivery, AttemptDelivery.class);
        return delivery;
    }

    @AfterEach
    void leaveNothingUnderWay() throws InterruptedException {
        if (delivery != null) {
            delivery.letGo();
        }
        Eventually.holds("all delivered", () -> open() == 0);
    }

    /** Callbacks of this test that have not arrived. */
    private long open() {
        return jobs.count(
                "select count(*) from callback_delivery where due_at is not null and job_id = any ($1)",
                (Object) ended.toArray(UUID[]::new));
    }

    private List<String> ended(ClientId client, int times) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String job = jobs.in(JobStatus.CANCELLED, client, "https://hub.example.com/{job_id}");
            all.add(job);
            ended.add(UUID.fromString(job));
        }
        return all;
    }

    private void execute(String sql) {
        Jobs.await(pool.query(sql).execute());
    }

    @Test
    void a_client_with_silent_receivers_holds_up_nobody_else() throws InterruptedException {
        HeldDelivery delivery = hold();
        ClientId silent = clients.withEveryScope().id();
        ClientId other = clients.withEveryScope().id();
        ended(silent, AT_ONCE_PER_CLIENT + 4);
        Eventually.holds("as many as it may have", () -> delivery.underWay(silent) == AT_ONCE_PER_CLIENT);

        ended(other, 2);
        Eventually.holds("the other's turn", () -> delivery.underWay(other) == 2);

        assertEquals(AT_ONCE_PER_CLIENT, delivery.underWay(silent));
    }

    @Test
    void no_more_than_the_allowed_attempts_are_under_way_at_once() throws InterruptedException {
        HeldDelivery delivery = hold();
        for (int i = 0; i < 6; i++) {
            ended(clients.withEveryScope().id(), AT_ONCE_PER_CLIENT);
        }
        Eventually.holds("as many as there may be", () -> delivery.held.size() == AT_ONCE);
        delivery.letGo();
        Eventually.holds("all delivered", () -> open() == 0);

        assertEquals(AT_ONCE, delivery.most.get());
        assertEquals(6 * AT_ONCE_PER_CLIENT, delivery.begun.size());
        assertEquals(6 * AT_ONCE_PER_CLIENT, delivery.begun.stream().distinct().count(), "each once");
    }

    @Test
    void an_outage_of_the_database_is_noted_once_and_survived() throws InterruptedException {
        hold().letGo();
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(CallbackRelay.class.getName());
        logger.addHandler(log);
        refuseWrites("update on callback_delivery");
        try {
            ended(clients.withEveryScope().id(), 1);
            Eventually.holds("some looks in vain", () -> refused() > 4);
        } finally {
            acceptWrites("callback_delivery");
            logger.removeHandler(log);
        }

        Eventually.holds("delivered", () -> open() == 0);
        assertEquals(1, warnings.size(), warnings::toString);
    }

    private void refuseWrites(String what) {
        execute("""
                create sequence refused;
                create function refuse() returns trigger language plpgsql as
                  $$ begin perform nextval('refused'); raise exception 'cannot be written'; end $$;
                create trigger refuse before %s for each row execute function refuse()""".formatted(what));
    }

    private void acceptWrites(String table) {
        execute("drop trigger refuse on " + table + "; drop function refuse(); drop sequence refused");
    }

    /** Numbers of a sequence are used up by what is rolled back too. */
    private long refused() {
        return jobs.count("select case when is_called then last_value else 0 end from refused");
    }

    @Test
    void what_came_of_an_attempt_is_written_although_the_database_was_away_for_a_moment() throws InterruptedException {
        HeldDelivery delivery = hold();
        String job = ended(clients.withEveryScope().id(), 1).getFirst();
        Eventually.holds("under way", () -> delivery.held.size() == 1);
        refuseWrites("insert on callback_attempt");
        try {
            delivery.letGo();
            Eventually.holds("refused", () -> refused() > 0);
        } finally {
            acceptWrites("callback_attempt");
        }

        Eventually.holds("written", () -> open() == 0);

        assertEquals(List.of(UUID.fromString(job)), delivery.begun, "sent once");
        assertEquals(1, jobs.count("select count(*) from callback_attempt where job_id = $1", UUID.fromString(job)));
    }

    @Test
    void an_attempt_that_breaks_gives_its_place_back() throws InterruptedException {
        var broken = new AtomicInteger();
        QuarkusMock.installMockForType(
                new AttemptDelivery(null, null, null, null, null, null) {
                    @Override
                    Uni<Attempted> of(DueCallback callback) {
                        broken.incrementAndGet();
                        throw new IllegalStateException("a secret could not be made");
                    }
                },
                AttemptDelivery.class);
        ClientId client = clients.withEveryScope().id();
        ended(client, AT_ONCE_PER_CLIENT + 1);

        Eventually.holds("all were tried", () -> broken.get() == AT_ONCE_PER_CLIENT + 1);

        hold().letGo();
        execute(
                "update callback_delivery set claimed_until = now() - interval '1 second' where claim_token is not null");
    }
}
