package io.taskforge.api.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where callbacks may go, and how hard it is tried. */
@ConfigMapping(prefix = "taskforge.callbacks")
interface CallbackConfig {

    /** Lets plain http pass: what is sent can then be read and changed on its way. For development. */
    @WithDefault("false")
    boolean allowInsecure();

    /** Ports that may be called; each one more is another service that a URL can be pointed at. */
    @WithDefault("443")
    Set<Integer> allowedPorts();

    /**
     * Hosts that the rules on names, ports and addresses do not hold for, each as {@code host} or {@code host:port}: for
     * receivers on a private network. Every client can then make this service connect there.
     */
    Optional<Set<String>> allowedHosts();

    /** How often is looked for what is due: what a callback is late by. Longer: fewer questions to the database. */
    @WithDefault("1s")
    Duration poll();

    /** Attempts under way at once in one replica. More: one replica delivers more while receivers are slow. */
    @WithDefault("32")
    int inFlight();

    /** Of these, attempts for one client: its slow receivers hold up no more than that of everybody else's. */
    @WithDefault("8")
    int inFlightPerClient();

    /** How long the host's addresses may take. */
    @WithDefault("2s")
    Duration resolveTimeout();

    /** How long the receiver may take to accept the connection. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long an attempt may take in all. Longer: silent receivers hold their places longer. Shorter: slow ones get it twice. */
    @WithDefault("15s")
    Duration totalTimeout();
}
