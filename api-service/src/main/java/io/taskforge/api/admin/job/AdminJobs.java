package io.taskforge.api.admin.job;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.Columns;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.export.ShownText;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * The jobs of all clients, newest first, by keyset. Each look follows the index that fits best what is asked for, and what no index
 * knows is looked for in so many jobs at most: a page that found less than it may hold is then not the last one.
 */
@ApplicationScoped
class AdminJobs {

    /** Rows on a page. */
    static final int PAGE_SIZE = 50;

    /** Jobs that one look goes through at most. */
    static final int LOOKED_THROUGH = 5_000;

    private static final int CLIENTS_OFFERED = 500;

    private static final UUID NEWEST = new UUID(-1, -1);

    private static final String COLUMNS = """
            j.id, j.title, j.client_id, c.name, j.status, j.attempt, j.created_at, j.started_at, j.finished_at, j.progress ->> 'phase' as phase,
            (j.progress ->> 'percent')::int as percent, j.error ->> 'code' as error""";

    /** Of a job: $3 statuses or null, $4 error code or null, $5 beginning of the title or null. */
    private static final String FITS = """
            ($3::text[] is null or status = any($3)) and ($4::text is null or error ->> 'code' = $4)
              and ($5::text is null or starts_with(lower(title), lower($5)))""";

    /** Where to look: what of the jobs, $1 being the place to begin before and $2 a client or null, and in which order. */
    private enum Source {
        ALL("id < $1 and $2::uuid is null", "id desc"),
        WAITING("status = 'queued' and id < $1 and $2::uuid is null", "id desc"),
        RUNNING("status in ('running', 'cancelling') and id < $1 and $2::uuid is null", "id desc"),
        UNSUCCESSFUL("status in ('failed', 'cancelled', 'expired') and id < $1 and $2::uuid is null", "id desc"),
        /**
         * By the index job_of_client, whose order is that of the ids but for jobs of the same millisecond. Where the job of the place
         * is gone, its id still says when it was submitted.
         */
        CLIENT("""
                client_id = $2 and (created_at, id) < (
                  coalesce((select created_at from job where id = $1),
                           to_timestamp(('x' || left(replace($1::uuid::text, '-', ''), 12))::bit(48)::bigint / 1000.0)), $1)""", "created_at desc, id desc");

        private final String page;
        private final String last;

        Source(String where, String order) {
            this.page = """
                    select %s from (
                      select * from (select * from job where %s order by %s limit %s) looked where %s order by %s limit $6) j
                    join client c on c.id = j.client_id order by %s""".formatted(COLUMNS, where, order, LOOKED_THROUGH, FITS, order, qualified(order));
            this.last = "select id from job where %s order by %s offset %s limit 1"
                    .formatted(where, order, LOOKED_THROUGH - 1);
        }

        private static String qualified(String order) {
            return "j." + order.replace(", id", ", j.id");
        }
    }

    /** $1 id or null, $2 key, $3 to $5 as of every look, $6 client or null. One look-up for each client: keys are theirs. */
    private static final String EXACT = """
            select %s from (
              select * from job
              where id = any(array(
                  select $1::uuid where $1::uuid is not null
                  union
                  select of_key.id from client k cross join lateral (
                    select id from job where client_id = k.id and idempotency_key = $2 limit 1) of_key))
                and ($6::uuid is null or client_id = $6) and %s
              order by id desc limit %s) j
            join client c on c.id = j.client_id order by j.id desc""".formatted(COLUMNS, FITS, PAGE_SIZE);

    /** $1 ids. */
    private static final String ROWS = """
            select %s from job j join client c on c.id = j.client_id where j.id = any($1::uuid[]) order by j.id desc""".formatted(COLUMNS);

    /** $1 id that newer ones are counted from, or null. */
    private static final String GLANCE = """
            select (select count(*) from (select 1 from job where status = 'queued' limit %1$d) w)::int as waiting,
              (select count(*) from (select 1 from job where status in ('running', 'cancelling') limit %1$d) r)::int as running,
              (select count(*) from (
                select 1 from job
                where status in ('failed', 'expired') and finished_at > now() - interval '24 hours' limit %1$d) f)::int as failed,
              (select count(*) from (select 1 from job where id > $1::uuid limit %2$d) n)::int as newer,
              o.id as oldest, o.age_ms
            from (select 1) one left join lateral (
              select id, (extract(epoch from now() - created_at) * 1000)::bigint as age_ms
              from (select id, created_at, available_at, expires_at from job where status = 'queued' order by id limit %1$d) w
              where available_at <= now() and expires_at > now() order by id limit 1) o on true""".formatted(QueueGlance.COUNTED_TO + 1, QueueGlance.NEWER_COUNTED_TO + 1);

    private static final String CLIENT_NAMED = "select id from client where name = $1";

    private static final String CLIENTS = "select name from client order by name limit %s".formatted(CLIENTS_OFFERED);

    private static final String ANY = "select exists (select 1 from job) as any_job";

    /**
     * What was found.
     *
     * @param older where the next page begins; empty on the last one
     * @param lookedThrough whether the page ends because enough was looked through, and not because enough was found
     */
    record Found(List<ListedJob> jobs, Optional<JobId> older, boolean lookedThrough) {}

    private static final Found NOTHING = new Found(List.of(), Optional.empty(), false);

    private final Pool pool;

    AdminJobs(Pool pool) {
        this.pool = pool;
    }

    /** One page. */
    Uni<Found> page(AskedJobs asked) {
        if (asked.client().isEmpty()) {
            return page(asked, null);
        }
        return read(CLIENT_NAMED, Tuple.of(asked.client().get())).flatMap(found -> {
            Optional<UUID> client = found.stream().map(row -> row.getUUID("id")).findFirst();
            return client.isPresent()
                    ? page(asked, client.get())
                    : Uni.createFrom().item(NOTHING);
        });
    }

    /** What is named exactly is all there is to find; else the text is the beginning of a title. */
    private Uni<Found> page(AskedJobs asked, UUID client) {
        if (asked.text().isEmpty() || asked.before().isPresent()) {
            return looked(asked, client);
        }
        String text = asked.text().get();
        return read(
                        EXACT,
                        Tuple.from(Arrays.asList(
                                JobId.parse(text).map(JobId::value).orElse(null),
                                text,
                                statuses(asked.statuses()),
                                asked.error().orElse(null),
                                null,
                                client)))
                .flatMap(found -> found.size() == 0
                        ? looked(asked, client)
                        : Uni.createFrom().item(new Found(rows(found), Optional.empty(), false)));
    }

    private Uni<Found> looked(AskedJobs asked, UUID client) {
        Source source = source(asked, client);
        UUID before = asked.before().map(JobId::value).orElse(NEWEST);
        return read(
                        source.page,
                        Tuple.from(Arrays.asList(
                                before,
                                client,
                                statuses(asked.statuses()),
                                asked.error().orElse(null),
                                asked.text().orElse(null),
                                PAGE_SIZE + 1)))
                .flatMap(found -> {
                    List<ListedJob> jobs = rows(found);
                    if (jobs.size() > PAGE_SIZE) {
                        List<ListedJob> page = jobs.subList(0, PAGE_SIZE);
                        return Uni.createFrom()
                                .item(new Found(page, Optional.of(page.getLast().id()), false));
                    }
                    return read(source.last, Tuple.of(before, client)).map(last -> {
                        Optional<JobId> older = last.stream()
                                .map(row -> new JobId(row.getUUID("id")))
                                .findFirst();
                        return new Found(jobs, older, older.isPresent());
                    });
                });
    }

    private static Source source(AskedJobs asked, UUID client) {
        if (client != null) {
            return Source.CLIENT;
        }
        Set<JobStatus> unsuccessful = Set.of(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.EXPIRED);
        if (asked.statuses().isEmpty()) {
            return asked.error().isPresent() ? Source.UNSUCCESSFUL : Source.ALL;
        }
        if (unsuccessful.containsAll(asked.statuses())) {
            return Source.UNSUCCESSFUL;
        }
        if (asked.statuses().equals(Set.of(JobStatus.QUEUED))) {
            return Source.WAITING;
        }
        return Set.of(JobStatus.RUNNING, JobStatus.CANCELLING).containsAll(asked.statuses())
                ? Source.RUNNING
                : Source.ALL;
    }

    /** These jobs as they stand now; those that are not there any more are left out. */
    Uni<List<ListedJob>> rows(Collection<JobId> ids) {
        UUID[] values = ids.stream().map(JobId::value).toArray(UUID[]::new);
        return read(ROWS, Tuple.tuple().addArrayOfUUID(values)).map(AdminJobs::rows);
    }

    /** @param newest on the reader's page, if newer ones are to be counted */
    Uni<QueueGlance> glance(Optional<JobId> newest) {
        return read(GLANCE, Tuple.of(newest.map(JobId::value).orElse(null))).map(found -> {
            Row row = found.iterator().next();
            Optional<QueueGlance.Oldest> oldest = Optional.ofNullable(row.getUUID("oldest"))
                    .map(id -> new QueueGlance.Oldest(
                            new JobId(id), Duration.ofMillis(Math.max(0, row.getLong("age_ms")))));
            return new QueueGlance(
                    row.getInteger("waiting"),
                    row.getInteger("running"),
                    oldest,
                    row.getInteger("failed"),
                    row.getInteger("newer"));
        });
    }

    /** The names that a filter offers; more can be typed. */
    Uni<List<String>> clients() {
        return read(CLIENTS, Tuple.tuple())
                .map(found -> found.stream().map(row -> row.getString("name")).toList());
    }

    Uni<Boolean> any() {
        return read(ANY, Tuple.tuple()).map(found -> found.iterator().next().getBoolean("any_job"));
    }

    private Uni<RowSet<Row>> read(String sql, Tuple parameters) {
        return DatabaseCall.read(pool.preparedQuery(sql).execute(parameters));
    }

    private static String[] statuses(Set<JobStatus> asked) {
        return asked.isEmpty() ? null : asked.stream().map(JobStatus::word).toArray(String[]::new);
    }

    private static List<ListedJob> rows(RowSet<Row> found) {
        return found.stream().map(AdminJobs::row).toList();
    }

    private static ListedJob row(Row row) {
        Integer percent = row.getInteger("percent");
        return new ListedJob(
                new JobId(row.getUUID("id")),
                Optional.ofNullable(row.getString("title")).map(ShownText::line),
                new ClientId(row.getUUID("client_id")),
                row.getString("name"),
                JobStatus.of(row.getString("status")),
                row.getInteger("attempt"),
                Columns.moment(row, "created_at").orElseThrow(),
                Columns.moment(row, "started_at"),
                Columns.moment(row, "finished_at"),
                Optional.ofNullable(row.getString("phase")).map(each -> each.replace('_', ' ')),
                percent == null ? OptionalInt.empty() : OptionalInt.of(percent),
                Optional.ofNullable(row.getString("error")));
    }
}
