package io.taskforge.api.client;

import io.quarkus.runtime.StartupEvent;
import io.taskforge.api.timer.Timers;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Notes when a key was last used: once a minute for all keys used in it, never once a request. */
@ApplicationScoped
class KeyUse {

    private static final Logger LOG = Logger.getLogger(KeyUse.class);

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final String USED = "update api_key set last_used_at = now() where key_id = any ($1)";

    private final Pool pool;
    private final Timers timers;
    private final Set<String> usedSinceNoted = ConcurrentHashMap.newKeySet();

    KeyUse(Pool pool, Timers timers) {
        this.pool = pool;
        this.timers = timers;
    }

    void start(@Observes StartupEvent start) {
        timers.every(INTERVAL, timer -> note());
    }

    void used(String keyId) {
        usedSinceNoted.add(keyId);
    }

    /** What could not be written is written with the next minute's. */
    void note() {
        String[] keyIds = usedSinceNoted.toArray(String[]::new);
        if (keyIds.length == 0) {
            return;
        }
        Set.of(keyIds).forEach(usedSinceNoted::remove);
        pool.preparedQuery(USED).execute(Tuple.of(keyIds)).subscribe().with(noted -> {}, error -> {
            usedSinceNoted.addAll(Set.of(keyIds));
            LOG.debugf("last use of %d keys not noted yet: %s", keyIds.length, error.getMessage());
        });
    }
}
