package io.taskforge.api.callback;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The settings of a test: strict as by default, but for what the test relaxes. */
record CallbackSettings(
        boolean allowInsecure, Set<Integer> allowedPorts, Optional<Set<String>> allowedHosts, Duration poll)
        implements CallbackConfig {

    static final CallbackSettings DEFAULT =
            new CallbackSettings(false, Set.of(443), Optional.empty(), Duration.ofMillis(50));

    CallbackSettings insecure() {
        return new CallbackSettings(true, allowedPorts, allowedHosts, poll);
    }

    CallbackSettings withPort(int port) {
        return new CallbackSettings(allowInsecure, Set.of(443, port), allowedHosts, poll);
    }

    CallbackSettings trusting(String... hosts) {
        return new CallbackSettings(allowInsecure, allowedPorts, Optional.of(Set.copyOf(Arrays.asList(hosts))), poll);
    }

    /** Looks only when told to. */
    CallbackSettings withoutPoll() {
        return new CallbackSettings(allowInsecure, allowedPorts, allowedHosts, Duration.ofHours(1));
    }

    @Override
    public int inFlight() {
        return 6;
    }

    @Override
    public int inFlightPerClient() {
        return 2;
    }

    @Override
    public Duration resolveTimeout() {
        return Duration.ofMillis(300);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration totalTimeout() {
        return Duration.ofSeconds(2);
    }
}
