package io.taskforge.api.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import java.util.function.Function;

/**
 * What is made of jobs to be sent. Whoever polls finds a job as it was, mostly: then it is not made again.
 *
 * @param <T> not to be changed by who has it
 */
public final class JobViews<T> {

    private record Made<T>(Job job, T view) {}

    private final Function<Job, T> make;
    private final Cache<JobId, Made<T>> last;

    /** @param make depends on nothing but the job */
    public JobViews(Ticker ticker, Function<Job, T> make) {
        this.make = make;
        this.last = RecentJobs.cache(ticker);
    }

    public T of(Job job) {
        Made<T> before = last.getIfPresent(job.id());
        if (before != null && before.job().equals(job)) {
            return before.view();
        }
        T view = make.apply(job);
        last.put(job.id(), new Made<>(job, view));
        return view;
    }
}
