package io.taskforge.api.admin.account;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.admin.SecretToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Links that make an administrator, or give one a new password. Looking at one uses nothing up; using it does, once. */
@ApplicationScoped
class SetupLinks {

    /**
     * What a link is good for.
     *
     * @param admin whose password it sets; empty when it makes an administrator
     * @param name theirs
     */
    record Good(Optional<AdminId> admin, Optional<String> name, String createdBy) {}

    private static final String UNUSED = "token_hash = $1 and used_at is null and expires_at > now()";

    private static final String LOOK = """
            select admin_id, s.created_by, name from admin_setup s left join admin_user a on a.id = admin_id
            where %s""".formatted(UNUSED);

    private static final String USE =
            "update admin_setup set used_at = now() where %s returning admin_id, created_by".formatted(UNUSED);

    /** $1 hash, $2 administrator or null, $3 by whom, $4 good for, ms. What nobody used for a day goes. */
    private static final String CREATE = """
            with old as (delete from admin_setup where expires_at < now() - interval '1 day')
            insert into admin_setup (token_hash, admin_id, created_by, expires_at)
            values ($1, $2, $3, now() + $4::bigint * interval '1 ms')""";

    private static final String FORGET = """
            delete from admin_setup
            where used_at is null and (admin_id = $1 or created_by = (select name from admin_user where id = $1))""";

    private final Pool pool;
    private final AccountConfig config;

    SetupLinks(Pool pool, AccountConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** @param admin whose password it is to set; empty for a new administrator */
    Uni<SecretToken> create(SqlClient transaction, Optional<AdminId> admin, String by) {
        SecretToken token = SecretToken.mint();
        return transaction
                .preparedQuery(CREATE)
                .execute(Tuple.of(
                        hash(token),
                        admin.map(AdminId::value).orElse(null),
                        by,
                        config.setupLink().toMillis()))
                .replaceWith(token);
    }

    /** Empty when it was used, is too old, or never was. */
    Uni<Optional<Good>> look(SecretToken token) {
        return DatabaseCall.read(
                pool.preparedQuery(LOOK).execute(Tuple.of(hash(token))).map(rows -> rows.stream()
                        .map(row -> new Good(
                                Optional.ofNullable(row.getUUID("admin_id")).map(AdminId::new),
                                Optional.ofNullable(row.getString("name")),
                                row.getString("created_by")))
                        .findFirst()));
    }

    /** None that was made for the administrator, or by them, is good any more. */
    Uni<Void> forget(SqlClient transaction, AdminId admin) {
        return transaction
                .preparedQuery(FORGET)
                .execute(Tuple.of(admin.value()))
                .replaceWithVoid();
    }

    /** Whether this was the use of it. */
    Uni<Boolean> use(SqlClient transaction, SecretToken token) {
        return transaction.preparedQuery(USE).execute(Tuple.of(hash(token))).map(rows -> rows.size() == 1);
    }

    private static Buffer hash(SecretToken token) {
        return Buffer.buffer(token.hash());
    }
}
