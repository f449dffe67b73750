package io.taskforge.api.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.job.ClientId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Clients as they stand now, for whoever acts on behalf of one without a key of it: nothing is kept, and no key is asked for. */
@ApplicationScoped
public class ClientAccounts {

    /** Of {@code client c}. */
    static final String COLUMNS = """
            c.name, c.disabled_at is not null as disabled, c.limits_exempt, c.submit_per_second, c.submit_burst, c.read_per_second,
            c.read_burst, c.active_jobs_max, c.daily_jobs_max, c.allowed_models, c.callback_hosts""";

    private static final String OF_ID = "select %s from client c where c.id = $1".formatted(COLUMNS);

    /** In place of a key's id: no key has this one. */
    private static final String NO_KEY = "-";

    /** @param disabled whether its keys are good for nothing */
    public record Account(CallingClient client, boolean disabled) {}

    private final Pool pool;

    ClientAccounts(Pool pool) {
        this.pool = pool;
    }

    /** Empty when there is no such client. */
    public Uni<Optional<Account>> of(ClientId id) {
        return DatabaseCall.read(pool.preparedQuery(OF_ID).execute(Tuple.of(id.value())))
                .map(found -> found.stream().findFirst().map(row -> account(id, row)));
    }

    private static Account account(ClientId id, Row row) {
        return new Account(
                new CallingClient(id, row.getString("name"), NO_KEY, terms(row)), row.getBoolean("disabled"));
    }

    static ClientTerms terms(Row row) {
        return new ClientTerms(
                row.getBoolean("limits_exempt"),
                rate(row.getInteger("submit_per_second"), row.getInteger("submit_burst")),
                rate(row.getInteger("read_per_second"), row.getInteger("read_burst")),
                optional(row.getInteger("active_jobs_max")),
                optional(row.getInteger("daily_jobs_max")),
                Optional.ofNullable(row.getArrayOfStrings("allowed_models")).map(List::of),
                Optional.ofNullable(row.getArrayOfStrings("callback_hosts")).map(List::of));
    }

    /** A burst alone, or none, is as much as a second lets through. */
    private static Optional<ClientTerms.Rate> rate(Integer perSecond, Integer burst) {
        return perSecond == null
                ? Optional.empty()
                : Optional.of(new ClientTerms.Rate(perSecond, burst == null ? perSecond : burst));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
