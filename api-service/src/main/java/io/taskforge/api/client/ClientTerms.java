package io.taskforge.api.client;

import io.taskforge.model.job.JobLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client may do, and how much of it.
 *
 * @param exempt whether no limit holds for it; then the limits say nothing
 * @param submits how often it may submit; empty for the service's default
 * @param reads how often it may ask for anything else; empty for the service's default
 * @param activeJobs waiting or running at one time; empty for the service's default
 * @param dailyJobs submitted on one day, by UTC; empty for no quota
 * @param models that it may name; empty for every one that the service offers
 * @param callbackHosts that it may be called back at; empty for every one that the callback rules let through
 */
public record ClientTerms(
        boolean exempt,
        Optional<Rate> submits,
        Optional<Rate> reads,
        OptionalInt activeJobs,
        OptionalInt dailyJobs,
        Optional<List<String>> models,
        Optional<List<String>> callbackHosts) {

    /** A token bucket: so many at once, refilled at so many a second. */
    public record Rate(int perSecond, int burst) {

        public Rate {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException("a rate lets something through");
            }
        }

        /** How long so many take to come back; rounded up to milliseconds. */
        public Duration untilGained(long tokens) {
            return Duration.ofMillis((tokens * 1_000 + perSecond - 1) / perSecond);
        }
    }

    /** What it may name, of the models that the service offers. */
    public List<String> nameable(List<String> offered) {
        return models.map(own -> offered.stream().filter(own::contains).toList())
                .orElse(offered);
    }

    /** What every submission is held to. */
    public JobLimits jobLimits(int activeUnlessSet) {
        return exempt ? JobLimits.NONE : new JobLimits(OptionalInt.of(activeJobs.orElse(activeUnlessSet)), dailyJobs);
    }
}
