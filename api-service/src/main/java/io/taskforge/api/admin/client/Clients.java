package io.taskforge.api.admin.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.Columns;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.client.ClientName;
import io.taskforge.model.job.ClientId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The clients of this service. */
@ApplicationScoped
class Clients {

    /** Up to which jobs are counted: beyond, how many more there are says nothing new, and counting them would take its time. */
    private static final int COUNTED = 10_000;

    /**
     * A client among the others.
     *
     * @param signed whether its callbacks are signed
     */
    record Listed(
            ClientId id,
            String name,
            boolean disabled,
            boolean exempt,
            boolean signed,
            int keysInForce,
            Optional<Instant> lastUsed,
            ActiveJobs active) {}

    /**
     * A client by itself.
     *
     * @param exempt whether no limit holds for it; then the numbers say nothing
     * @param secretVersion changes when the secret does; empty while there is none
     * @param earlierUntil when the secret before the current one stops signing; empty when it has, or there is none
     */
    record Known(
            ClientId id,
            ClientName name,
            Instant createdAt,
            Optional<Instant> disabledAt,
            boolean exempt,
            SetLimits limits,
            String secretVersion,
            Optional<Instant> earlierUntil,
            ActiveJobs active) {}

    /** Jobs that wait or run. */
    record ActiveJobs(int counted) {

        public String words() {
            return counted > COUNTED ? "more than " + COUNTED : Integer.toString(counted);
        }
    }

    private static final String LIMITS =
            Arrays.stream(Limit.values()).map(Limit::column).collect(Collectors.joining(", "));

    private static final String ACTIVE = """
            (select count(*)::int from (select from job where client_id = c.id and status in ('queued', 'running', 'cancelling')
             limit %s) j) as active""".formatted(COUNTED + 1);

    /** $1 part of the name or null, $2 after this name or null, $3 rows at most. */
    private static final String PAGE = """
            select c.id, c.name, c.disabled_at is not null as disabled, c.limits_exempt, c.webhook_secret is not null as signed,
                   k.in_force, k.last_used, %s
            from (select * from client where ($1::text is null or position(lower($1) in lower(name)) > 0)
                    and ($2::text is null or name > $2) order by name limit $3) c,
                 lateral (select max(last_used_at) as last_used,
                                 count(*) filter (where revoked_at is null and (expires_at is null or expires_at > now())
                                                    and c.disabled_at is null)::int as in_force
                          from api_key where client_id = c.id) k
            order by c.name""".formatted(ACTIVE);

    private static final String KNOWN = """
            select id, name, created_at, disabled_at, limits_exempt, %s,
                   coalesce(encode(sha256(webhook_secret), 'hex'), '') as secret_version,
                   case when webhook_secret_before is not null and webhook_secret_rotated_at > now() - interval '24 hours'
                        then webhook_secret_rotated_at + interval '24 hours' end as earlier_until, %s
            from client c""".formatted(LIMITS, ACTIVE);

    private static final String CREATE =
            "insert into client (name) values ($1) on conflict (name) do nothing returning id";

    private static final String DISABLE =
            "update client set disabled_at = now() where id = $1 and disabled_at is null returning id";

    private static final String ENABLE =
            "update client set disabled_at = null where id = $1 and disabled_at is not null returning id";

    /** Not locked harder than they are changed: jobs of the client are submitted meanwhile. */
    private static final String LOCKED_LIMITS = "select " + LIMITS + " from client where id = $1 for no key update";

    /** $1 client, then each limit. */
    private static final String SET_LIMITS = "update client set "
            + Arrays.stream(Limit.values())
                    .map(limit -> limit.column() + " = $" + (limit.ordinal() + 2))
                    .collect(Collectors.joining(", "))
            + " where id = $1";

    private final Pool pool;

    Clients(Pool pool) {
        this.pool = pool;
    }

    /** By name. */
    Uni<List<Listed>> page(Optional<String> part, Optional<String> after, int size) {
        return DatabaseCall.read(pool.preparedQuery(PAGE)
                .execute(Tuple.of(part.orElse(null), after.orElse(null), size))
                .map(rows -> rows.stream().map(Clients::listed).toList()));
    }

    private static Listed listed(Row row) {
        return new Listed(
                new ClientId(row.getUUID("id")),
                row.getString("name"),
                row.getBoolean("disabled"),
                row.getBoolean("limits_exempt"),
                row.getBoolean("signed"),
                row.getInteger("in_force"),
                Columns.moment(row, "last_used"),
                new ActiveJobs(row.getInteger("active")));
    }

    /** Fails with {@code not_found}, also for what is no id. */
    Uni<Known> known(String id) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().failure(unknown());
        }
        return found(" where id = $1", Tuple.of(uuid)).map(client -> client.orElseThrow(Clients::unknown));
    }

    Uni<Optional<Known>> named(ClientName name) {
        return found(" where name = $1", Tuple.of(name.text()));
    }

    private Uni<Optional<Known>> found(String which, Tuple parameters) {
        return DatabaseCall.read(pool.preparedQuery(KNOWN + which)
                .execute(parameters)
                .map(rows -> rows.stream().map(Clients::known).findFirst()));
    }

    private static RequestFailure unknown() {
        return new RequestFailure(FailureCode.NOT_FOUND, "There is no such client.");
    }

    private static Known known(Row row) {
        return new Known(
                new ClientId(row.getUUID("id")),
                new ClientName(row.getString("name")),
                Columns.moment(row, "created_at").orElseThrow(),
                Columns.moment(row, "disabled_at"),
                row.getBoolean("limits_exempt"),
                SetLimits.of(row),
                row.getString("secret_version"),
                Columns.moment(row, "earlier_until"),
                new ActiveJobs(row.getInteger("active")));
    }

    /** Empty when the name is taken. */
    Uni<Optional<ClientId>> create(SqlClient transaction, ClientName name) {
        return transaction.preparedQuery(CREATE).execute(Tuple.of(name.text())).map(rows -> rows.stream()
                .map(row -> new ClientId(row.getUUID("id")))
                .findFirst());
    }

    /** Whether this did it. */
    Uni<Boolean> disable(SqlClient transaction, ClientId client) {
        return turned(transaction, DISABLE, client);
    }

    /** Whether this did it. */
    Uni<Boolean> enable(SqlClient transaction, ClientId client) {
        return turned(transaction, ENABLE, client);
    }

    private static Uni<Boolean> turned(SqlClient transaction, String sql, ClientId client) {
        return transaction.preparedQuery(sql).execute(Tuple.of(client.value())).map(rows -> rows.size() == 1);
    }

    /** They stay as they are until the transaction ends. */
    Uni<SetLimits> lockedLimits(SqlClient transaction, ClientId client) {
        return transaction
                .preparedQuery(LOCKED_LIMITS)
                .execute(Tuple.of(client.value()))
                .map(rows -> SetLimits.of(rows.iterator().next()));
    }

    Uni<Void> setLimits(SqlClient transaction, ClientId client, SetLimits limits) {
        Tuple parameters = Tuple.of(client.value());
        for (Limit limit : Limit.values()) {
            List<String> names = limits.lists().get(limit);
            parameters.addValue(names == null ? limits.numbers().get(limit) : names.toArray(String[]::new));
        }
        return transaction.preparedQuery(SET_LIMITS).execute(parameters).replaceWithVoid();
    }
}
