package io.taskforge.api.admin.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.Columns;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.ClientId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of a client, as far as they may be seen. */
@ApplicationScoped
class Keys {

    /** Keys that open nothing any more are kept, and a client can have had many. */
    static final int SHOWN = 100;

    /** As the database checks it. */
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{12}");

    /** Whether a key opens anything; of several reasons why not, the one that holds longest. */
    enum State {
        IN_FORCE,
        CLIENT_DISABLED,
        EXPIRED,
        REVOKED;

        public String words() {
            return word().replace('_', ' ');
        }

        /** Names the style. */
        public String style() {
            return "state-" + word().replace('_', '-');
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What may be seen of a key.
     *
     * @param scopes by their wire names, also those that only a newer service knows
     * @param expires empty for never
     * @param lastUsed to the minute; empty for never
     * @param createdBy an administrator, {@code cli} or {@code launcher}; empty for a key from before that was kept
     */
    record Listed(
            String id,
            List<String> scopes,
            Instant created,
            Optional<String> createdBy,
            Optional<Instant> expires,
            Optional<Instant> lastUsed,
            Optional<Instant> revoked,
            State state) {

        /** How the key begins that its client has. */
        public String prefix() {
            return "tfk_live_" + id + "_…";
        }

        public String allows() {
            return String.join(", ", scopes);
        }

        /** Whether there is anything left to revoke. */
        public boolean stands() {
            return revoked.isEmpty();
        }
    }

    private static final String SELECT = """
            select k.key_id, k.scopes, k.created_at, k.created_by, k.expires_at, k.last_used_at, k.revoked_at,
                   case when k.revoked_at is not null then 'REVOKED'
                        when k.expires_at <= now() then 'EXPIRED'
                        when c.disabled_at is not null then 'CLIENT_DISABLED'
                        else 'IN_FORCE' end as state
            from api_key k join client c on c.id = k.client_id where c.id = $1""";

    /** Those that can still be revoked first, then by age. */
    private static final String OF_CLIENT =
            SELECT + " order by k.revoked_at is not null, k.created_at desc, k.key_id limit $2";

    private static final String ONE = SELECT + " and k.key_id = $2";

    private static final String REVOKE =
            "update api_key set revoked_at = now() where key_id = $1 and revoked_at is null returning key_id";

    private final Pool pool;

    Keys(Pool pool) {
        this.pool = pool;
    }

    /** One more than {@link #SHOWN} at most. */
    Uni<List<Listed>> of(ClientId client) {
        return DatabaseCall.read(pool.preparedQuery(OF_CLIENT)
                .execute(Tuple.of(client.value(), SHOWN + 1))
                .map(rows -> rows.stream().map(Keys::listed).toList()));
    }

    /** Fails with {@code not_found}, also for what is no id. */
    Uni<Listed> one(ClientId client, String id) {
        if (!ID.matcher(id).matches()) {
            return Uni.createFrom().failure(unknown());
        }
        return DatabaseCall.read(pool.preparedQuery(ONE)
                .execute(Tuple.of(client.value(), id))
                .map(rows -> rows.stream().map(Keys::listed).findFirst().orElseThrow(Keys::unknown)));
    }

    private static RequestFailure unknown() {
        return new RequestFailure(FailureCode.NOT_FOUND, "This client has no such key.");
    }

    private static Listed listed(Row row) {
        return new Listed(
                row.getString("key_id"),
                List.of(row.getArrayOfStrings("scopes")),
                Columns.moment(row, "created_at").orElseThrow(),
                Optional.ofNullable(row.getString("created_by")),
                Columns.moment(row, "expires_at"),
                Columns.moment(row, "last_used_at"),
                Columns.moment(row, "revoked_at"),
                State.valueOf(row.getString("state")));
    }

    /** Whether this did it. */
    Uni<Boolean> revoke(SqlClient transaction, Listed key) {
        return transaction.preparedQuery(REVOKE).execute(Tuple.of(key.id())).map(rows -> rows.size() == 1);
    }
}
