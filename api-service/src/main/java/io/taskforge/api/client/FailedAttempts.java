package io.taskforge.api.client;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.settings.StartRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Bounds what guessing keys costs. Each look-up takes a token of its peer's bucket first, and gives it back unless the key proves
 * false; so a peer that only guesses is soon answered without the database, and one that shows good keys is never put off.
 */
@ApplicationScoped
class FailedAttempts {

    /** Peers remembered; an attacker with more addresses than that has other ways. */
    private static final int PEERS_AT_MOST = 50_000;

    private final AuthenticationConfig config;
    private final TokenBuckets<Peer> buckets;

    FailedAttempts(AuthenticationConfig config, Ticker ticker) {
        this.config = config;
        this.buckets = new TokenBuckets<>(PEERS_AT_MOST, ticker);
    }

    void check(@Observes StartupEvent start) {
        if (!usable(config)) {
            throw StartRefusal.because(
                    "taskforge.authentication.failures-per-second and failures-burst must be at least 1.");
        }
    }

    static boolean usable(AuthenticationConfig config) {
        return config.failuresPerSecond() >= 1 && config.failuresBurst() >= 1;
    }

    /** @throws RequestFailure {@code rate_limited}, when too much of what the peer showed proved false */
    void begun(Peer peer) {
        TokenBuckets.Taken taken = buckets.take(peer, rate());
        if (!taken.granted()) {
            throw new RequestFailure(
                            FailureCode.RATE_LIMITED,
                            "Too many API keys and tokens from this address were not valid; try again after a pause.")
                    .retryAfter(taken.pause());
        }
    }

    /** It was no failure. */
    void ended(Peer peer) {
        buckets.giveBack(peer, rate());
    }

    private ClientTerms.Rate rate() {
        return new ClientTerms.Rate(config.failuresPerSecond(), config.failuresBurst());
    }
}
