package io.taskforge.api.admin.account;

import com.github.benmanes.caffeine.cache.Ticker;
import io.taskforge.api.client.ClientTerms;
import io.taskforge.api.client.Peer;
import io.taskforge.api.client.TokenBuckets;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How often one network may try to sign in: each try costs a quarter of a second of a core, and there are few places to spend it. A try
 * that was right costs nothing.
 */
@ApplicationScoped
class SignInRate {

    private static final int PEERS_AT_MOST = 50_000;

    private final ClientTerms.Rate rate;
    private final TokenBuckets<Peer> buckets;

    SignInRate(AccountConfig config, Ticker ticker) {
        rate = new ClientTerms.Rate(1, config.signInsAtOnce());
        buckets = new TokenBuckets<>(PEERS_AT_MOST, ticker);
    }

    /** @throws RequestFailure {@code rate_limited} */
    void taken(Peer peer) {
        TokenBuckets.Taken taken = buckets.take(peer, rate);
        if (!taken.granted()) {
            throw new RequestFailure(
                            FailureCode.RATE_LIMITED,
                            "Too many tries to sign in came from this network; try again in "
                                    + taken.pause().toSeconds() + " s.")
                    .retryAfter(taken.pause());
        }
    }

    /** It was right, or nobody could tell. */
    void givenBack(Peer peer) {
        buckets.giveBack(peer, rate);
    }
}
