package io.taskforge.api.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A token bucket for each owner, of this replica alone: n replicas let n times as much through. A new bucket is full, and one that
 * must be full again is forgotten.
 *
 * @param <K> the owner
 */
public final class TokenBuckets<K> {

    private static final Duration KEPT_AT_LEAST = Duration.ofMinutes(1);

    /** One a nanosecond is all that can be counted. */
    private static final int FASTEST = 1_000_000_000;

    /** An owner whose rate changes gets another bucket. */
    private record Labelled<K>(K owner, ClientTerms.Rate rate) {}

    /**
     * What became of asking for a token.
     *
     * @param pause until there will be one; whole seconds, at least one; meaningless when this one was granted
     */
    public record Taken(boolean granted, Duration pause) {}

    private final Cache<Labelled<K>, Bucket> buckets;
    private final TimeMeter time;

    /** @param atMost owners remembered; who was longest away is forgotten first */
    public TokenBuckets(int atMost, Ticker ticker) {
        this.time = new Monotonic(ticker);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(atMost)
                .ticker(ticker)
                .expireAfter(Expiry.<Labelled<K>, Bucket>accessing((label, bucket) -> kept(label.rate())))
                .build();
    }

    public Taken take(K owner, ClientTerms.Rate rate) {
        ConsumptionProbe probe = buckets.get(new Labelled<>(owner, rate), label -> full(label.rate()))
                .tryConsumeAndReturnRemaining(1);
        return new Taken(probe.isConsumed(), wholeSeconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    /** Undoes one {@link #take}. */
    public void giveBack(K owner, ClientTerms.Rate rate) {
        Bucket bucket = buckets.getIfPresent(new Labelled<>(owner, rate));
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    /** How many tokens there are. */
    public long left(K owner, ClientTerms.Rate rate) {
        Bucket bucket = buckets.getIfPresent(new Labelled<>(owner, rate));
        return bucket == null ? rate.burst() : bucket.getAvailableTokens();
    }

    private Bucket full(ClientTerms.Rate rate) {
        int perSecond = Math.min(rate.perSecond(), FASTEST);
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Duration kept(ClientTerms.Rate rate) {
        Duration untilFull = rate.untilGained(rate.burst());
        return untilFull.compareTo(KEPT_AT_LEAST) < 0 ? KEPT_AT_LEAST : untilFull;
    }

    private static Duration wholeSeconds(Duration pause) {
        return Duration.ofSeconds(Math.max(1, pause.plusSeconds(1).minusNanos(1).toSeconds()));
    }

    private record Monotonic(Ticker ticker) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ticker.read();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
