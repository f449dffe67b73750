package io.taskforge.api.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.cache.Caches;
import io.taskforge.model.job.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * How a bearer token stands, whatever its form and whichever door it was shown at. Answers are kept for a while, which is how long a
 * revoked key, and every token that it was exchanged for, may still work: 30 s; one that is not in force is asked for again after
 * 5 s, so that a key made a moment ago works soon.
 *
 * <p>Only what is not kept is looked up: once, however many ask for it at the time, and only as often as {@link FailedAttempts} lets
 * the peer. What was in force a while ago is looked up whatever the peer did, so that who is known goes on working while others guess
 * from the same address.
 */
@ApplicationScoped
class Credentials {

    private static final Duration KEPT_IN_FORCE = Duration.ofSeconds(30);
    private static final Duration KEPT_NOT_IN_FORCE = Duration.ofSeconds(5);
    private static final int KEPT_AT_MOST = 10_000;

    /** How long a credential that was in force is taken for no guess. */
    private static final Duration KNOWN = Duration.ofMinutes(10);

    private record Kept(KeyStanding standing, Duration time) {}

    private static final Kept NOT_IN_FORCE = new Kept(new KeyStanding.NotInForce(), KEPT_NOT_IN_FORCE);

    private final List<BearerForm> forms;
    private final ApiKeys keys;
    private final FailedAttempts attempts;
    private final Clock clock;

    /** Both by the token's SHA-256: tokens themselves are kept nowhere. */
    private final Cache<String, Kept> known;

    /** What was in force, by the same hashes. */
    private final Cache<String, Boolean> wasInForce;

    private final ConcurrentMap<String, CompletableFuture<KeyStanding>> underWay = new ConcurrentHashMap<>();

    Credentials(@All List<BearerForm> forms, ApiKeys keys, FailedAttempts attempts, Clock clock, Ticker ticker) {
        this.forms = forms;
        this.keys = keys;
        this.attempts = attempts;
        this.clock = clock;
        this.known = Caches.inPassing(ticker)
                .maximumSize(KEPT_AT_MOST)
                .expireAfter(Expiry.<String, Kept>creating((token, kept) -> kept.time()))
                .build();
        this.wasInForce = Caches.inPassing(ticker)
                .maximumSize(KEPT_AT_MOST)
                .expireAfterWrite(KNOWN)
                .build();
    }

    /** Fails with {@code rate_limited}, or when the database does. Answers on any thread. */
    Uni<KeyStanding> standing(String bearer, Supplier<Peer> peer) {
        String hash = Sha256.hex(bearer);
        Kept kept = known.getIfPresent(hash);
        if (kept != null) {
            return Uni.createFrom().item(kept.standing());
        }
        return forms.stream()
                .filter(each -> each.fits(bearer))
                .findFirst()
                .map(form -> lookedUpOnce(hash, form, bearer, peer.get()))
                .orElseGet(() -> Uni.createFrom().item(NOT_IN_FORCE.standing()));
    }

    /** Each who asks waits on a copy: one who hangs up must not end the look-up for the others. */
    private Uni<KeyStanding> lookedUpOnce(String hash, BearerForm form, String bearer, Peer peer) {
        var own = new CompletableFuture<KeyStanding>();
        CompletableFuture<KeyStanding> others = underWay.putIfAbsent(hash, own);
        if (others == null) {
            boolean guess = wasInForce.getIfPresent(hash) == null;
            (guess ? attempted(form, bearer, peer) : lookedUp(form, bearer))
                    .onItem()
                    .invoke(kept -> keep(hash, kept))
                    .onTermination()
                    .invoke(() -> underWay.remove(hash, own))
                    .subscribe()
                    .with(kept -> own.complete(kept.standing()), own::completeExceptionally);
        }
        return Uni.createFrom().completionStage((others == null ? own : others).copy());
    }

    private void keep(String hash, Kept kept) {
        known.put(hash, kept);
        switch (kept.standing()) {
            case KeyStanding.InForce inForce -> wasInForce.put(hash, true);
            case KeyStanding.NotInForce notInForce -> wasInForce.invalidate(hash);
        }
    }

    private Uni<Kept> lookedUp(BearerForm form, String bearer) {
        return Uni.createFrom().deferred(() -> form.claim(bearer)
                .map(claim -> keys.standing(claim).map(standing -> kept(standing, claim)))
                .orElseGet(() -> Uni.createFrom().item(NOT_IN_FORCE)));
    }

    /** At the peer's cost, unless it proves no guess. */
    private Uni<Kept> attempted(BearerForm form, String bearer, Peer peer) {
        return Uni.createFrom().deferred(() -> {
            attempts.begun(peer);
            return lookedUp(form, bearer)
                    .onItem()
                    .invoke(kept -> {
                        if (kept.standing() instanceof KeyStanding.InForce) {
                            attempts.ended(peer);
                        }
                    })
                    .onFailure()
                    .invoke(() -> attempts.ended(peer));
        });
    }

    private Kept kept(KeyStanding standing, KeyClaim claim) {
        return switch (standing) {
            case KeyStanding.InForce inForce -> new Kept(inForce, untilAsked(claim));
            case KeyStanding.NotInForce notInForce -> NOT_IN_FORCE;
        };
    }

    /** Never longer than what was shown is valid; not at all when only the tolerance for clocks keeps it so. */
    private Duration untilAsked(KeyClaim claim) {
        return switch (claim) {
            case KeyClaim.Secret shown -> KEPT_IN_FORCE;
            case KeyClaim.Exchanged exchanged -> {
                Duration left = Duration.between(clock.instant(), exchanged.expiry());
                if (left.isNegative()) {
                    yield Duration.ZERO;
                }
                yield left.compareTo(KEPT_IN_FORCE) < 0 ? left : KEPT_IN_FORCE;
            }
        };
    }
}
