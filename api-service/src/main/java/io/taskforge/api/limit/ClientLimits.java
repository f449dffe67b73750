package io.taskforge.api.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.client.ClientTerms;
import io.taskforge.api.client.TokenBuckets;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.settings.StartRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How often each client may ask. A submission takes a token when it has proved valid; any other request, as soon as it is known that
 * its client may make it. A client that is exempt has no buckets.
 */
@ApplicationScoped
public class ClientLimits {

    private static final int BUCKETS_AT_MOST = 100_000;

    private enum Limit {
        SUBMIT("submit"),
        READ("read");

        private final String policy;

        Limit(String policy) {
            this.policy = policy;
        }
    }

    private record Owner(ClientId client, Limit limit) {}

    private final LimitsConfig config;
    private final TokenBuckets<Owner> buckets;

    ClientLimits(LimitsConfig config, Ticker ticker) {
        this.config = config;
        this.buckets = new TokenBuckets<>(BUCKETS_AT_MOST, ticker);
    }

    void check(@Observes StartupEvent start) {
        if (!usable(config)) {
            throw StartRefusal.because("Each of the limits taskforge.limits.* must be at least 1.");
        }
    }

    static boolean usable(LimitsConfig config) {
        return IntStream.of(
                        config.activeJobs(),
                        config.submitPerSecond(),
                        config.submitBurst(),
                        config.readPerSecond(),
                        config.readBurst())
                .allMatch(limit -> limit >= 1);
    }

    /** Takes a token for a submission. Empty when there was one, else how to refuse, unless the submission repeats an accepted one. */
    public Optional<RequestFailure> submitting(CallingClient client) {
        return taken(client, Limit.SUBMIT, "This client submits too often; submit again after a pause.");
    }

    /** Takes a token for any other request. Empty when there was one, else how to refuse. */
    public Optional<RequestFailure> reading(CallingClient client) {
        return taken(client, Limit.READ, "This client asks too often; ask again after a pause.");
    }

    private Optional<RequestFailure> taken(CallingClient client, Limit limit, String refusal) {
        if (client.terms().exempt()) {
            return Optional.empty();
        }
        TokenBuckets.Taken taken = buckets.take(new Owner(client.id(), limit), rate(client.terms(), limit));
        return taken.granted()
                ? Optional.empty()
                : Optional.of(new RequestFailure(FailureCode.RATE_LIMITED, refusal).retryAfter(taken.pause()));
    }

    /** Empty for a client without. */
    Optional<Quota> submitQuota(CallingClient client) {
        return quota(client, Limit.SUBMIT);
    }

    /** Empty for a client without. */
    Optional<Quota> readQuota(CallingClient client) {
        return quota(client, Limit.READ);
    }

    private Optional<Quota> quota(CallingClient client, Limit limit) {
        if (client.terms().exempt()) {
            return Optional.empty();
        }
        ClientTerms.Rate rate = rate(client.terms(), limit);
        return Optional.of(new Quota(limit.policy, rate, buckets.left(new Owner(client.id(), limit), rate)));
    }

    private ClientTerms.Rate rate(ClientTerms terms, Limit limit) {
        return switch (limit) {
            case SUBMIT ->
                terms.submits().orElseGet(() -> new ClientTerms.Rate(config.submitPerSecond(), config.submitBurst()));
            case READ ->
                terms.reads().orElseGet(() -> new ClientTerms.Rate(config.readPerSecond(), config.readBurst()));
        };
    }
}
