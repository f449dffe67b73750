package io.taskforge.bench;

import io.taskforge.model.admin.SecretToken;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** How long an administrator waits for each page, one after the other, over a hundred thousand jobs. */
final class AdminPages {

    private static final int JOBS = 100_000;
    private static final int CLIENTS = 200;
    private static final int ENTRIES = 50_000;
    private static final int WARM_UPS = 100;
    private static final int SAMPLES = 200;
    private static final double AT_MOST_MS = 100;
    private static final int OK = 200;
    private static final double NANOS_PER_MS = 1e6;

    private static final String COOKIE = "__Host-taskforge-admin=";

    /** A failed job and one whose callback went wrong, far from the newest. */
    private static final String SOME_FAILED = """
            update job set status = 'failed', error = '{"code":"model_unavailable","message":"The model is away.","retryable":true}'
            where id in (select id from job order by id limit 500)""";

    /** With a key each; every second job is theirs in turn, and the other half the first client's. */
    private static final String SOME_CLIENTS = """
            with made as (
                insert into client (id, name) select gen_random_uuid(), 'bench-' || i from generate_series(1, %s) i returning id, name)
            insert into api_key (key_id, client_id, secret_hash, scopes, created_by)
            select substr(md5(name), 1, 12), id, sha256(name::bytea), '{tickets:read}', 'bench' from made""".formatted(CLIENTS);

    private static final String SOME_ARE_THEIRS = """
            update job j set client_id = c.id
            from (select id, row_number() over (order by id) n from job) numbered,
                 (select id, row_number() over (order by name) n from client where name like 'bench-%%') c
            where j.id = numbered.id and numbered.n %% 2 = 0 and c.n = 1 + (numbered.n / 2) %% %s""".formatted(CLIENTS);

    private static final String MUCH_WAS_DONE = """
            insert into audit_log (actor, action, target, address)
            select 'admin-' || i %% 5, (array['signed_in', 'key_created', 'key_revoked', 'client_created'])[1 + i %% 4], 'bench-' || i, '127.0.0.1'
            from generate_series(1, %s) i""".formatted(ENTRIES);

    private static final String SIGNED_IN = """
            with a as (insert into admin_user (name, password_hash, created_by) values ('bench', '!', 'bench') returning id)
            insert into admin_session (token_hash, admin_id, address) select ?, id, '127.0.0.1' from a""";

    private final PrintStream out;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    AdminPages(PrintStream out) {
        this.out = out;
    }

    void run(Path home) {
        try (Product product = Product.start(home, Map.of())) {
            Databases.refill(product.database(), JOBS);
            SecretToken session = SecretToken.mint();
            fill(product.database(), session);
            out.printf(
                    "%n%-44s %8s %8s %8s   %s%n",
                    "admin pages at %,d jobs of %,d clients".formatted(JOBS, CLIENTS),
                    "p50 ms",
                    "p95 ms",
                    "max ms",
                    "p95 < 100 ms");
            pages(product).forEach((what, path) -> measure(product, session, what, path));
        }
    }

    private static Map<String, String> pages(Product product) {
        UUID job = Databases.newestJobs(product.database(), 1).getFirst();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("jobs", "/admin/jobs");
        pages.put("jobs that failed", "/admin/jobs?status=failed");
        pages.put("jobs of the client that has half of them", "/admin/jobs?client=local");
        pages.put("jobs of a client that has 250", "/admin/jobs?client=bench-100");
        pages.put("jobs that failed of such a client", "/admin/jobs?client=bench-100&status=failed");
        pages.put("jobs by an unknown title", "/admin/jobs?q=nothing+is+called+so");
        pages.put("a job", "/admin/jobs/" + job);
        pages.put("clients", "/admin/clients");
        pages.put("a client", "/admin/clients/" + Databases.localClient(product.database()));
        pages.put("system", "/admin/system");
        pages.put("administrators", "/admin/administrators");
        pages.put("audit log, %,d entries".formatted(ENTRIES), "/admin/audit");
        pages.put("audit log of somebody", "/admin/audit?actor=admin-3");
        pages.put("audit log of somebody unknown", "/admin/audit?actor=nobody&action=key_revoked");
        return pages;
    }

    private static void fill(URI database, SecretToken session) {
        try (Connection connection = Product.connect(database);
                Statement statement = connection.createStatement();
                PreparedStatement signedIn = connection.prepareStatement(SIGNED_IN)) {
            for (String each : List.of(SOME_FAILED, SOME_CLIENTS, SOME_ARE_THEIRS, MUCH_WAS_DONE, "vacuum analyze")) {
                statement.execute(each);
            }
            signedIn.setBytes(1, session.hash());
            signedIn.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure(Product product, SecretToken session, String what, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(product.http() + path))
                .header("Cookie", COOKIE + session.reveal())
                .build();
        for (int i = 0; i < WARM_UPS; i++) {
            take(request);
        }
        double[] ms = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            ms[i] = take(request);
        }
        Arrays.sort(ms);
        double p95 = ms[SAMPLES * 95 / 100];
        out.printf(
                Locale.ROOT,
                "%-44s %8.1f %8.1f %8.1f   %s%n",
                what,
                ms[SAMPLES / 2],
                p95,
                ms[SAMPLES - 1],
                p95 < AT_MOST_MS ? "reached" : "missed");
    }

    private double take(HttpRequest request) {
        try {
            long begun = System.nanoTime();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            long took = System.nanoTime() - begun;
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(request.uri() + " was answered with " + answer.statusCode());
            }
            return took / NANOS_PER_MS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
