package io.taskforge.api.admin.account;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.Columns;
import io.taskforge.api.database.DatabaseCall;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The administrators of this service. */
@ApplicationScoped
class Admins {

    /** An administrator, as the others see them. */
    record Listed(
            AdminId id,
            String name,
            Instant createdAt,
            String createdBy,
            Optional<Instant> signedInAt,
            Optional<Instant> disabledAt,
            int sessions) {}

    /**
     * @param passwordHash of bcrypt
     * @param disabled whether the right password opens nothing
     */
    record Known(AdminId id, String name, String passwordHash, boolean disabled) {}

    private static final String BY_NAME =
            "select id, name, password_hash, disabled_at is not null as disabled from admin_user where name = $1";

    private static final String ALL = """
            select id, name, created_at, created_by, signed_in_at, disabled_at,
                   (select count(*)::int from admin_session s where s.admin_id = a.id) as sessions
            from admin_user a order by name""";

    private static final String NONE = "select not exists (select from admin_user) as none";

    private static final String CREATE = """
            insert into admin_user (name, password_hash, created_by) values ($1, $2, $3)
            on conflict (name) do nothing returning id""";

    /** As {@link #CREATE}, while there is nobody at all. */
    private static final String CREATE_FIRST = """
            insert into admin_user (name, password_hash, created_by) select $1, $2, $3 where not exists (select from admin_user)
            on conflict (name) do nothing returning id""";

    private static final String SET_PASSWORD = "update admin_user set password_hash = $2 where id = $1 returning name";

    /** Not the last one who can sign in. */
    private static final String DISABLE = """
            update admin_user a set disabled_at = now() where id = $1 and disabled_at is null
              and exists (select from admin_user other where other.id <> $1 and other.disabled_at is null)
            returning name""";

    private static final String ENABLE =
            "update admin_user set disabled_at = null where id = $1 and disabled_at is not null returning name";

    private final Pool pool;

    Admins(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Known>> named(AdminName name) {
        return DatabaseCall.read(
                pool.preparedQuery(BY_NAME).execute(Tuple.of(name.text())).map(rows -> rows.stream()
                        .map(row -> new Known(
                                new AdminId(row.getUUID("id")),
                                row.getString("name"),
                                row.getString("password_hash"),
                                row.getBoolean("disabled")))
                        .findFirst()));
    }

    /** By name. */
    Uni<List<Listed>> all() {
        return DatabaseCall.read(pool.query(ALL)
                .execute()
                .map(rows -> rows.stream().map(Admins::listed).toList()));
    }

    /** Whether there is no administrator yet. */
    Uni<Boolean> none() {
        return DatabaseCall.read(
                pool.query(NONE).execute().map(rows -> rows.iterator().next().getBoolean("none")));
    }

    /** Empty when the name is taken. */
    Uni<Optional<AdminId>> create(SqlClient transaction, AdminName name, String passwordHash, String by) {
        return created(transaction, CREATE, name, passwordHash, by);
    }

    /** Empty when there is an administrator already. */
    Uni<Optional<AdminId>> createFirst(SqlClient transaction, AdminName name, String passwordHash, String by) {
        return created(transaction, CREATE_FIRST, name, passwordHash, by);
    }

    private static Uni<Optional<AdminId>> created(
            SqlClient transaction, String sql, AdminName name, String passwordHash, String by) {
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(name.text(), passwordHash, by))
                .map(rows ->
                        rows.stream().map(row -> new AdminId(row.getUUID("id"))).findFirst());
    }

    /** The administrator's name. */
    Uni<Optional<String>> setPassword(SqlClient transaction, AdminId id, String passwordHash) {
        return name(transaction, SET_PASSWORD, Tuple.of(id.value(), passwordHash));
    }

    /** The administrator's name; empty when they are disabled already, or the last who is not. */
    Uni<Optional<String>> disable(SqlClient transaction, AdminId id) {
        return transaction
                .query("lock table admin_user in share row exclusive mode")
                .execute()
                .flatMap(locked -> name(transaction, DISABLE, Tuple.of(id.value())));
    }

    Uni<Optional<String>> enable(SqlClient transaction, AdminId id) {
        return name(transaction, ENABLE, Tuple.of(id.value()));
    }

    private static Uni<Optional<String>> name(SqlClient transaction, String sql, Tuple parameters) {
        return transaction.preparedQuery(sql).execute(parameters).map(rows -> rows.stream()
                .map(row -> row.getString("name"))
                .findFirst());
    }

    private static Listed listed(Row row) {
        UUID id = row.getUUID("id");
        return new Listed(
                new AdminId(id),
                row.getString("name"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("created_by"),
                Columns.moment(row, "signed_in_at"),
                Columns.moment(row, "disabled_at"),
                row.getInteger("sessions"));
    }
}
