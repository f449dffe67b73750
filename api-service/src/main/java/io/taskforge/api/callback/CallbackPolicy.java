package io.taskforge.api.callback;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.ClientTerms;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where this service lets itself be pointed at. A name that is public today may be private tomorrow, so that every attempt asks again,
 * and connects to nothing but the addresses of that very answer.
 */
@ApplicationScoped
public class CallbackPolicy {

    /** What the rules say of a URL. */
    sealed interface Verdict {

        /** @param addresses one or more, all of them checked */
        record Admitted(CallbackUrl url, List<InetAddress> addresses) implements Verdict {}

        record Refused(CallbackRule rule) implements Verdict {}

        /** Whether the host has addresses was not to be learned in time: nothing speaks against the URL. */
        record Undecided() implements Verdict {}
    }

    private static final Duration UNTIL_NAMES_ANSWER = Duration.ofSeconds(5);

    private final CallbackConfig config;
    private final HostAddresses hosts;

    CallbackPolicy(CallbackConfig config, HostAddresses hosts) {
        this.config = config;
        this.hosts = hosts;
    }

    /**
     * Fails with {@code callback_url_rejected}, which names the rule and nothing that was found out, or with
     * {@code service_unavailable} when names are not answered at the moment.
     *
     * @param url in the form of {@link CallbackTemplate}; null when the client does not want to be called
     */
    public Uni<Void> admitted(String url, ClientTerms terms) {
        if (url == null) {
            return Uni.createFrom().voidItem();
        }
        return verdict(url, terms.callbackHosts())
                .invoke(verdict -> {
                    switch (verdict) {
                        case Verdict.Admitted admitted -> {}
                        case Verdict.Refused refused -> throw rejected(refused.rule());
                        case Verdict.Undecided undecided ->
                            throw new RequestFailure(
                                            FailureCode.SERVICE_UNAVAILABLE,
                                            "The host of the callback URL could not be looked up in time; try again.")
                                    .retryAfter(UNTIL_NAMES_ANSWER);
                    }
                })
                .replaceWithVoid();
    }

    private static RequestFailure rejected(CallbackRule rule) {
        return RequestFailure.invalid(
                FailureCode.CALLBACK_URL_REJECTED,
                "The callback URL " + rule.demand() + ".",
                List.of(new Violation(CallbackTemplate.POINTER, Violation.Code.NOT_ALLOWED, rule.demand())));
    }

    /**
     * Never fails.
     *
     * @param clientHosts that the client may be called back at; empty for every one
     */
    Uni<Verdict> verdict(String url, Optional<List<String>> clientHosts) {
        return switch (CallbackUrl.of(url)) {
            case CallbackUrl.Reading.Refused refused -> settled(new Verdict.Refused(refused.rule()));
            case CallbackUrl.Reading.Readable readable -> verdict(readable.url(), clientHosts);
        };
    }

    private Uni<Verdict> verdict(CallbackUrl url, Optional<List<String>> clientHosts) {
        boolean trusted = lists(config.allowedHosts().orElse(Set.of()), url);
        Optional<CallbackRule> broken = brokenByItself(url, trusted, clientHosts);
        if (broken.isPresent()) {
            return settled(new Verdict.Refused(broken.get()));
        }
        return Uni.createFrom()
                .deferred(() -> hosts.of(url.host()))
                .ifNoItem()
                .after(config.resolveTimeout())
                .fail()
                .<Verdict>map(addresses -> {
                    if (addresses.isEmpty()) {
                        return new Verdict.Refused(CallbackRule.RESOLVES);
                    }
                    return trusted || addresses.stream().allMatch(PublicAddresses::contain)
                            ? new Verdict.Admitted(url, addresses)
                            : new Verdict.Refused(CallbackRule.PUBLIC_ADDRESS);
                })
                .onFailure(TimeoutException.class)
                .recoverWithItem(new Verdict.Undecided())
                .onFailure()
                .recoverWithItem(new Verdict.Refused(CallbackRule.RESOLVES));
    }

    private Optional<CallbackRule> brokenByItself(
            CallbackUrl url, boolean trusted, Optional<List<String>> clientHosts) {
        if (!url.secure() && !config.allowInsecure()) {
            return Optional.of(CallbackRule.HTTPS);
        }
        if (!trusted && !url.namesPublicly()) {
            return Optional.of(CallbackRule.HOST_NAME);
        }
        if (!trusted && !config.allowedPorts().contains(url.port())) {
            return Optional.of(CallbackRule.PORT);
        }
        return clientHosts.isPresent() && !lists(clientHosts.get(), url)
                ? Optional.of(CallbackRule.CLIENT_HOST)
                : Optional.empty();
    }

    private static boolean lists(Iterable<String> hosts, CallbackUrl url) {
        for (String host : hosts) {
            if (host.equalsIgnoreCase(url.host()) || host.equalsIgnoreCase(url.hostAndPort())) {
                return true;
            }
        }
        return false;
    }

    private static Uni<Verdict> settled(Verdict verdict) {
        return Uni.createFrom().item(verdict);
    }
}
