package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.LogCapture;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.broker.DispatchMessage;
import io.taskforge.model.broker.Outbox;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class OutboxRelayTest {

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    OutboxRelay relay;

    @Inject
    Outbox outbox;

    @Inject
    Vertx vertx;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() throws InterruptedException {
        client = clients.withEveryScope();
        Eventually.holds("an empty outbox", () -> jobs.count("select count(*) from outbox") == 0);
    }

    /** Rings as told, by the number of the try. */
    private static final class ScriptedBell extends JobBell {

        private final IntFunction<Uni<Void>> script;
        private final List<DispatchMessage> rung = new CopyOnWriteArrayList<>();
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger mostInFlight = new AtomicInteger();

        ScriptedBell(IntFunction<Uni<Void>> script) {
            super(null, null);
            this.script = script;
        }

        @Override
        Uni<Void> ring(DispatchMessage message) {
            rung.add(message);
            mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            return script.apply(rung.size()).onTermination().invoke(inFlight::decrementAndGet);
        }
    }

    private ScriptedBell bell(IntFunction<Uni<Void>> script) {
        ScriptedBell bell = new ScriptedBell(script);
        QuarkusMock.installMockForType(bell, JobBell.class);
        return bell;
    }

    @Test
    void a_message_whose_confirm_got_lost_is_published_again() throws InterruptedException {
        ScriptedBell bell = bell(attempt ->
                attempt == 1 ? Uni.createFrom().nothing() : Uni.createFrom().voidItem());
        String job = http.submitted(client);

        Eventually.holds("dispatched", () -> jobs.dispatched(job));

        assertEquals(2, bell.rung.size());
        assertEquals(bell.rung.get(0), bell.rung.get(1));
    }

    @Test
    void a_broker_that_confirms_later_than_a_probe_waits_is_there_all_the_same() throws InterruptedException {
        var late = new CompletableFuture<Void>();
        var answers = new AtomicBoolean();
        ScriptedBell bell = bell(attempt ->
                answers.get() ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(late.copy()));
        try (LogCapture log = new LogCapture()) {
            String job = http.submitted(client);
            Eventually.holds("the relay probes", () -> bell.rung.size() == 2);

            late.complete(null);

            Eventually.holds("noticed", () -> log.text().contains("The broker confirms again"));
            answers.set(true);
            Eventually.holds("dispatched", () -> jobs.dispatched(job));
        }
    }

    @Test
    void a_broker_that_refuses_and_throws_is_tried_on() throws InterruptedException {
        bell(attempt -> switch (attempt) {
            case 1 -> Uni.createFrom().failure(new IllegalStateException("nack"));
            case 2 -> throw new IllegalStateException("no broker");
            default -> Uni.createFrom().voidItem();
        });
        String job = http.submitted(client);

        Eventually.holds("dispatched", () -> jobs.dispatched(job));
    }

    @Test
    void submits_are_accepted_while_the_broker_is_away_and_all_ring_when_it_is_back() throws InterruptedException {
        var away = new AtomicBoolean(true);
        bell(attempt ->
                away.get() ? Uni.createFrom().nothing() : Uni.createFrom().voidItem());

        List<String> accepted =
                IntStream.range(0, 5).mapToObj(i -> http.submitted(client)).toList();
        away.set(false);

        Eventually.holds("all dispatched", () -> accepted.stream().allMatch(jobs::dispatched));
    }

    @Test
    void no_more_than_the_allowed_messages_are_on_their_way_at_once() throws InterruptedException {
        ScriptedBell bell =
                bell(attempt -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(20)));
        clients.one("""
                with j as (
                  insert into job (id, client_id, idempotency_key, request_hash, options, status, available_at, expires_at,
                                   created_at, updated_at)
                  select gen_random_uuid(), $1, 'many-' || i, sha256('x'), '{}', 'queued', now(), now() + interval '1 hour',
                         now(), now() from generate_series(1, 200) i returning id),
                o as (insert into outbox (job_id) select id from j returning 1)
                select count(*) from o""", io.vertx.mutiny.sqlclient.Tuple.of(client.id().value()));
        relay.wake();

        Eventually.holds("all rung", () -> jobs.count("select count(*) from outbox") == 0);

        assertEquals(200, bell.rung.stream().distinct().count());
        assertEquals(200, bell.rung.size(), "each once");
        assertTrue(bell.mostInFlight.get() <= 32, () -> bell.mostInFlight.get() + " at once");
    }

    @Test
    void a_pass_that_throws_is_not_the_last_one() throws InterruptedException {
        var passes = new AtomicInteger();
        DispatchConfig throwsOnce = new DispatchConfig() {
            @Override
            public Duration poll() {
                return Duration.ofHours(1);
            }

            @Override
            public Duration publishTimeout() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration probeTimeout() {
                return Duration.ofSeconds(1);
            }

            @Override
            public int inFlight() {
                if (passes.incrementAndGet() == 1) {
                    throw new IllegalStateException("before anything was asked of the database");
                }
                return 1;
            }
        };
        var own = new OutboxRelay(
                outbox,
                new ScriptedBell(attempt -> Uni.createFrom().voidItem()),
                new PublishMeter(new SimpleMeterRegistry()),
                throwsOnce,
                vertx,
                new Timers(vertx));
        own.start(null);
        try {
            own.wake();
            Eventually.holds("the first pass", () -> passes.get() == 1);

            Eventually.holds("another pass", () -> {
                own.wake();
                return passes.get() > 1;
            });
        } finally {
            own.stop(null);
        }
    }

    @Test
    void a_replay_rings_for_nothing() throws InterruptedException {
        ScriptedBell bell = bell(attempt -> Uni.createFrom().voidItem());
        String body = http.request("same", Map.of());
        http.submit(client, body);
        http.submit(client, body);

        Eventually.holds("an empty outbox", () -> jobs.count("select count(*) from outbox") == 0);
        assertEquals(
                1,
                jobs.count(
                        "select count(*) from job where client_id = $1",
                        client.id().value()));
        assertEquals(1, bell.rung.size());
    }
}
