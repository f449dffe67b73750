package io.taskforge.chaos.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.chaos.client.ClientLog;
import io.taskforge.chaos.client.Delivery;
import io.taskforge.chaos.client.SinkMode;
import io.taskforge.chaos.client.Submission;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.embedded.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A run in which nothing went wrong, on a real database and in all logs: a first job whose worker died and that asked for a callback,
 * and a second one, another client's, that went straight through. Tests break one thing of it each.
 */
public final class SoundRun {

    public static final UUID FIRST = UUID.fromString("019e4fae-f96a-78b2-be03-8633c38ea641");
    public static final UUID SECOND = UUID.fromString("019e4fae-f96a-78b2-be03-8633c38ea642");
    public static final Instant START = Instant.parse("2026-05-22T12:00:00Z");

    private static final Path MIGRATIONS = Path.of("../../shared-model/src/main/resources/db/migration");

    private static final String JOBS = """
            insert into client (id, name) values ('00000000-0000-0000-0000-00000000000a', 'a'), ('00000000-0000-0000-0000-00000000000b', 'b');
            insert into job (id, client_id, idempotency_key, request_hash, options, status, attempt, crashes, available_at, expires_at,
                             created_at, updated_at, finished_at, event_seq, callback_url)
            select id::uuid, client::uuid, key, sha256('x'), '{}', 'completed', attempt, attempt - 1, at, at + interval '1 day', at, at,
                   at + interval '2 minutes', seq, url
            from (values ('@first', '00000000-0000-0000-0000-00000000000a', 'k1', 2, 5, 'http://127.0.0.1:1/200/{job_id}'),
                         ('@second', '00000000-0000-0000-0000-00000000000b', 'k2', 1, 3, null)) v (id, client, key, attempt, seq, url),
                 (select timestamptz '@start' as at) t;
            insert into job_event (job_id, seq, type, status, attempt, at)
            select id::uuid, seq, type, status, attempt, timestamptz '@start' + s * interval '1 s'
            from (values ('@first', 1, 'submitted', 'queued', 0, 0), ('@first', 2, 'claimed', 'running', 1, 1),
                         ('@first', 3, 'lease_expired', 'queued', 1, 31), ('@first', 4, 'claimed', 'running', 2, 32),
                         ('@first', 5, 'completed', 'completed', 2, 40),
                         ('@second', 1, 'submitted', 'queued', 0, 0), ('@second', 2, 'claimed', 'running', 1, 2),
                         ('@second', 3, 'completed', 'completed', 1, 9)) v (id, seq, type, status, attempt, s);
            insert into job_result (job_id, attempt, body, sha256, expires_at)
            select id, attempt, body, sha256(convert_to(body, 'UTF8')), now()
            from (select id, attempt, '{"job_id":"' || id || '","generation":{"model_calls":1}}' as body from job) b;
            insert into callback_delivery (job_id, webhook_id, status, attempts) values ('@first', 'msg_1', 'delivered', 1);
            """;

    /** The name of the database says nothing and its password is in the URL: one for each run. */
    private final String jdbcUrl;

    final List<Delivery> deliveries = new ArrayList<>();
    final List<ModelCall> calls = new ArrayList<>();
    final List<String> workerLog = new ArrayList<>();
    final List<String> brokerLog = new ArrayList<>();
    final Expectations expected = new Expectations();
    public final ClientLog log = new ClientLog();
    public final Submission first =
            new Submission(1, 0, "k1", Optional.of("http://127.0.0.1:1/" + SinkMode.OK.word() + "/{job_id}"));
    public final Submission second = new Submission(2, 1, "k2", Optional.empty());
    Rest rest = new Rest(4, 52, List.of(), List.of(), 0, 0, List.of());

    public SoundRun() {
        PostgresUrl url = PostgresUrl.parse(EmbeddedPostgres.shared().createDatabase());
        jdbcUrl = url.jdbcUrl() + "?user=" + url.user() + "&password=" + url.password();
        sql(migrations());
        sql(JOBS.replace("@first", FIRST.toString())
                .replace("@second", SECOND.toString())
                .replace("@start", START.toString()));
        told(first, FIRST, false);
        told(second, SECOND, false);
        log.read(first, new ClientLog.Read("completed", 404, 200));
        log.read(second, new ClientLog.Read("completed", 404, 200));
        deliveries.add(delivery("msg_1", "b1"));
        call(1, 2, 4);
        call(1, 33, 38);
        call(2, 3, 8);
        workerLog.add("2026-05-22T12:00:40Z INFO  [x] (y) job " + FIRST + ": attempt 2 completed with 3 tickets");
        workerLog.add("2026-05-22T12:00:09Z INFO  [x] (y) job " + SECOND + ": attempt 1 completed with 3 tickets");
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    void told(Submission submission, UUID job, boolean replayed) {
        log.attempted(submission);
        log.acknowledged(submission, new ClientLog.Acknowledgement(job, replayed, START));
    }

    /** @param from seconds after the start */
    void call(int submission, int from, int until) {
        calls.add(new ModelCall(submission, START.plusSeconds(from), Optional.of(START.plusSeconds(until))));
    }

    /** Of the first job, signed for its client. */
    static Delivery delivery(String webhookId, String body) {
        return new Delivery(
                START, Optional.of(FIRST), SinkMode.OK, webhookId, Optional.of(0), body, "tickets.job.completed", 200);
    }

    public void sql(String statements) {
        try (Connection database = DriverManager.getConnection(jdbcUrl);
                Statement statement = database.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Snapshot snapshot() {
        try (Connection database = DriverManager.getConnection(jdbcUrl)) {
            return Snapshot.of(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Evidence evidence() {
        return new Evidence(
                snapshot(),
                log.entries(),
                deliveries,
                calls,
                List.of(new ServiceLog("worker-1", workerLog)),
                new ServiceLog("broker", brokerLog),
                rest,
                expected);
    }

    /** What the invariants say of it, each with its id before it. */
    List<String> violations() {
        return Invariants.violations(evidence()).stream()
                .map(Violation::toString)
                .toList();
    }

    /** Whether the invariant is broken, in a sentence with these words and this id. */
    void broken(String invariant, String words, Object id) {
        List<String> violations = violations();
        assertTrue(
                violations.stream()
                        .anyMatch(one ->
                                one.startsWith(invariant + ": ") && one.contains(words) && one.contains(id.toString())),
                violations::toString);
    }

    private static String migrations() {
        try (var files = Files.list(MIGRATIONS)) {
            return files.sorted(Comparator.comparingInt(SoundRun::version))
                    .map(SoundRun::text)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int version(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
