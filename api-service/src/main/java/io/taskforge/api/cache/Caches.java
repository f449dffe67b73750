package io.taskforge.api.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Caches for what each request looks up. Limit them by their number of entries and not by a weight: Quarkus makes only some of
 * Caffeine's kinds known to a native image, and weighed ones that expire are none of them.
 */
public final class Caches {

    private Caches() {}

    /** Whose housekeeping is done by the thread that asks, in less time than waking another for it would take. */
    public static Caffeine<Object, Object> inPassing(Ticker ticker) {
        return Caffeine.newBuilder().executor(Runnable::run).ticker(ticker);
    }
}
