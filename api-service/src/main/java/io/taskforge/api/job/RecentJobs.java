package io.taskforge.api.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.taskforge.api.cache.Caches;
import io.taskforge.model.job.JobId;
import java.time.Duration;

/** How long, and of how many jobs, something is kept for whoever asks for them again. */
final class RecentJobs {

    /**
     * Some 1 MB in each cache, and 20 if each job had all the metadata that it may have, in characters of four bytes. A limit in bytes
     * would let more of the usual ones in, but needs a kind of cache that native images lack ({@link Caches}).
     */
    private static final int AT_MOST = 500;

    /** What is erased must be gone from memory soon, whether or not anybody asks. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private RecentJobs() {}

    static <T> Cache<JobId, T> cache(Ticker ticker) {
        return Caches.inPassing(ticker)
                .scheduler(Scheduler.systemScheduler())
                .expireAfterWrite(KEPT)
                .maximumSize(AT_MOST)
                .build();
    }
}
