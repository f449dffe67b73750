package io.taskforge.api.callback;

import io.netty.channel.ConnectTimeoutException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.callback.CallbackPolicy.Verdict;
import io.taskforge.model.client.WebhookSecret;
import io.taskforge.model.failpoint.Failpoint;
import io.taskforge.model.job.CallbackAttempt;
import io.taskforge.model.job.CallbackAttempt.Outcome;
import io.taskforge.model.job.DueCallback;
import io.taskforge.model.log.LineIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/** One attempt to deliver a callback: sign ▶ check the URL again ▶ send ▶ say what came of it. */
@ApplicationScoped
class AttemptDelivery {

    private static final Logger LOG = Logger.getLogger(AttemptDelivery.class);

    private static final int GONE = 410;

    /** Too many requests, bad gateway, unavailable, gateway timeout: what is followed by a wish for when to come back. */
    private static final Set<Integer> MAY_ASK_FOR_A_PAUSE = Set.of(429, 502, 503, 504);

    /**
     * An attempt that was made.
     *
     * @param gone whether the receiver wants none any more
     * @param askedPause when the receiver said how long to wait
     */
    record Attempted(CallbackAttempt attempt, boolean gone, Optional<Duration> askedPause) {}

    /** What came of an attempt before it is known how long that took. */
    private record Found(Outcome outcome, Integer status, Optional<Duration> askedPause) {

        static Found of(Outcome outcome) {
            return new Found(outcome, null, Optional.empty());
        }

        Attempted after(Duration took) {
            return new Attempted(
                    new CallbackAttempt(outcome, status, took), status != null && status == GONE, askedPause);
        }
    }

    private final CallbackSecrets secrets;
    private final CallbackMessages messages;
    private final CallbackPolicy policy;
    private final CallbackSender sender;
    private final CallbackConfig config;
    private final Clock clock;

    AttemptDelivery(
            CallbackSecrets secrets,
            CallbackMessages messages,
            CallbackPolicy policy,
            CallbackSender sender,
            CallbackConfig config,
            Clock clock) {
        this.secrets = secrets;
        this.messages = messages;
        this.policy = policy;
        this.sender = sender;
        this.config = config;
        this.clock = clock;
    }

    /** Fails only when the database does, and then nothing was sent. */
    Uni<Attempted> of(DueCallback callback) {
        return secrets.of(callback).flatMap(signers -> {
            AttemptSpan span = AttemptSpan.begin(callback);
            long begun = System.nanoTime();
            return found(callback, signers, span)
                    .map(found -> found.after(Duration.ofNanos(System.nanoTime() - begun)))
                    .onItem()
                    .invoke(attempted -> span.ended(attempted.attempt()))
                    .onFailure()
                    .invoke(span::broke);
        });
    }

    private Uni<Found> found(DueCallback callback, List<WebhookSecret> signers, AttemptSpan span) {
        if (signers.isEmpty()) {
            try (LineIds ids = LineIds.of(callback.job().id(), callback.trace())) {
                LOG.errorf(
                        "The webhook secret of client %s cannot be opened with this TASKFORGE_KEY_PEPPER, so that its callbacks are"
                                + " not sent; give the client a new one.",
                        callback.job().clientId());
            }
            return Uni.createFrom().item(Found.of(Outcome.UNSIGNED));
        }
        // Not by the database's clock, by which nothing is decided here: it is when this sender sends.
        var message = SignedMessage.of(callback.webhookId(), clock.instant(), messages.of(callback.job()), signers);
        return policy.verdict(callback.job().callback().url(), callback.hosts())
                .flatMap(verdict -> switch (verdict) {
                    case Verdict.Refused refused ->
                        Uni.createFrom()
                                .item(Found.of(
                                        refused.rule() == CallbackRule.RESOLVES
                                                ? Outcome.UNRESOLVED
                                                : Outcome.REJECTED));
                    case Verdict.Undecided undecided -> Uni.createFrom().item(Found.of(Outcome.UNRESOLVED));
                    case Verdict.Admitted admitted -> sent(callback, admitted, message, span);
                })
                .ifNoItem()
                .after(config.totalTimeout())
                .fail()
                .onFailure()
                .recoverWithItem(AttemptDelivery::unanswered);
    }

    /** One address an attempt, another each time: one that is dead does not keep the rest from being tried. */
    private Uni<Found> sent(DueCallback callback, Verdict.Admitted admitted, SignedMessage message, AttemptSpan span) {
        List<InetAddress> addresses = admitted.addresses();
        InetAddress address = addresses.get(callback.attemptsBefore() % addresses.size());
        String target = admitted.url().targetFor(callback.job().id());
        span.goesTo(admitted.url());
        return sender.post(admitted.url(), address, target, message, span.parent())
                .call(Failpoint.WEBHOOK_AFTER_SEND::passed)
                .map(answer -> new Found(
                        answer.status() / 100 == 2 ? Outcome.DELIVERED : Outcome.HTTP_STATUS,
                        answer.status(),
                        MAY_ASK_FOR_A_PAUSE.contains(answer.status())
                                ? RetrySchedule.asked(answer.retryAfter(), callback.leasedAt())
                                : Optional.empty()));
    }

    private static Found unanswered(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof ConnectTimeoutException) {
                return Found.of(Outcome.TIMEOUT);
            }
            if (cause instanceof SSLException) {
                return Found.of(Outcome.TLS_FAILED);
            }
        }
        return Found.of(Outcome.CONNECTION_FAILED);
    }
}
