package io.taskforge.api.sweep;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Runs a guarded statement batch by batch until one is not full. Fails never, so that nothing keeps the next statement from running. */
final class Batches {

    private static final Logger LOG = Logger.getLogger(Batches.class);

    private static final int ROWS = 500;
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(20);

    /** What failed the last time: an outage is noted when it begins, and not at every sweep. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /**
     * How many rows there were, 0 when the database did not answer.
     *
     * @param what the rows are, for the log
     * @param batch from rows at most to rows found
     */
    Uni<Integer> swept(String what, IntFunction<Uni<Integer>> batch) {
        return Uni.createFrom()
                .deferred(() -> all(what, batch))
                .invoke(() -> failing.remove(what))
                .onFailure()
                .recoverWithItem(error -> {
                    if (failing.add(what)) {
                        LOG.warnf("Could not sweep %s; the next sweep tries again: %s", what, error);
                    }
                    return 0;
                });
    }

    /** One batch after the other, and not one within the other: there can be thousands. */
    private static Uni<Integer> all(String what, IntFunction<Uni<Integer>> batch) {
        return Multi.createBy()
                .repeating()
                .uni(() -> batch.apply(ROWS).ifNoItem().after(DATABASE_PATIENCE).fail())
                .whilst(count -> count >= ROWS)
                .onItem()
                .invoke(count -> {
                    if (count > 0) {
                        LOG.infof("Swept: %d %s", count, what);
                    }
                })
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }
}
