package io.taskforge.model.settings;

import io.vertx.pgclient.PgConnectOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Whether a server is on this machine, as far as its URL tells: then it may be broken on purpose, and nobody listens on the way to it. */
public final class ServerPlace {

    /** The addresses of a name, all of them. */
    public interface Addresses {

        List<InetAddress> of(String host) throws UnknownHostException;

        static Addresses ofSystem() {
            return host -> Arrays.asList(InetAddress.getAllByName(host));
        }
    }

    private final Addresses addresses;

    public ServerPlace(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Read by the client's own parser, so that a host in the query, which it prefers, is the one that is looked at.
     *
     * @param url of the reactive client; several, separated by commas, are not on loopback
     */
    public boolean isLoopback(String url) {
        if (url.contains(",")) {
            return false;
        }
        try {
            return isLoopbackHost(PgConnectOptions.fromUri(url.strip()).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isLoopbackHost(String host) {
        try {
            // Asked for the addresses of nothing, the resolver answers with its own.
            return !host.isBlank() && addresses.of(host).stream().allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
