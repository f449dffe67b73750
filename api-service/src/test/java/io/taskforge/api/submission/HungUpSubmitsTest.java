package io.taskforge.api.submission;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.RawHttp;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.WholePool;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not wait for their answer take nothing along: no connection of the pool, and no half of a job. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class HungUpSubmitsTest {

    private static final int SUBMITS = 500;
    private static final int AT_ONCE = 20;

    /** Fewer than the pool has connections, one of which watches. */
    private static final int IN_THE_DATABASE = 12;

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    Pool pool;

    @Inject
    WholePool wholePool;

    private ClientWithKey client;

    /** Notes each ring when it is written: the relay deletes it a moment later. */
    @BeforeEach
    void noteRings() {
        client = clients.withEveryScope();
        execute("update client set limits_exempt = true where id = '" + client.id() + "'");
        execute("""
                create table rung (job_id uuid);
                create function note_ring() returns trigger language plpgsql as
                  $$ begin insert into rung values (new.job_id); return new; end $$;
                create trigger note_ring after insert on outbox for each row execute function note_ring()""");
    }

    @AfterEach
    void forgetRings() {
        execute("drop trigger note_ring on outbox; drop function note_ring(); drop table rung");
    }

    private void execute(String sql) {
        Jobs.await(pool.query(sql).execute());
    }

    private String request(int number) {
        String body = http.request("hang-up-" + number, Map.of());
        return "POST " + JOBS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + client.key()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void five_hundred_submits_given_up_at_random_points_leak_no_connection_and_tear_no_job() throws Exception {
        var random = new Random(20_26);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < SUBMITS; i++) {
                String request = request(i);
                int body = request.indexOf("\r\n\r\n") + 4;
                int until =
                        switch (i % 4) {
                            case 0 -> random.nextInt(body);
                            case 1 -> body + random.nextInt(request.length() - body);
                            default -> request.length();
                        };
                boolean inOrder = random.nextBoolean();
                boolean answerBegins = i % 4 == 3;
                sent.add(threads.submit(() -> giveUp(request.substring(0, until), answerBegins, inOrder)));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }

        wholePool.assertWhole();
        assertNoJobIsTorn();
        assertTrue(stored() >= SUBMITS / 4, "those whose answer had begun are stored");
        assertTrue(stored() <= SUBMITS / 2, "those that were cut off are not");
    }

    private static void giveUp(String request, boolean answerBegins, boolean inOrder) {
        try (RawHttp raw = RawHttp.open()) {
            raw.send(request);
            if (answerBegins) {
                assertTrue(raw.readUntil("202").endsWith("202"));
            }
            if (inOrder) {
                raw.closeInOrder();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_submit_that_is_given_up_while_the_database_works_on_it_is_stored_all_the_same() throws Exception {
        http.submitted(client);
        SqlConnection holder = Jobs.await(pool.getConnection());
        var transaction = Jobs.await(holder.begin());
        Jobs.await(holder.query("lock table job in share row exclusive mode").execute());
        List<RawHttp> submits = new ArrayList<>();
        for (int i = 0; i < IN_THE_DATABASE; i++) {
            RawHttp raw = RawHttp.open();
            raw.send(request(i));
            submits.add(raw);
        }
        Eventually.holds("the database works on them", () -> waiting() > 0);
        long begun = waiting();

        for (RawHttp raw : submits) {
            raw.close();
        }
        Jobs.await(transaction.rollback());
        Jobs.await(holder.close());

        Eventually.holds("all that were begun are stored", () -> stored() >= begun);
        wholePool.assertWhole();
        assertNoJobIsTorn();
    }

    private long waiting() {
        return jobs.count("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into job %'""");
    }

    private long stored() {
        return jobs.count(
                "select count(*) from job where client_id = $1 and idempotency_key like 'hang-up-%'",
                client.id().value());
    }

    private void assertNoJobIsTorn() {
        for (String part : List.of("rung", "job_input", "job_event")) {
            assertEquals(
                    0,
                    jobs.count(
                            "select count(*) from job where client_id = $1 and id not in (select job_id from " + part
                                    + ")",
                            client.id().value()),
                    part);
        }
    }
}
