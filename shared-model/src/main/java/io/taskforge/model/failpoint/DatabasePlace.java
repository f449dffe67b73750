package io.taskforge.model.failpoint;

import io.vertx.pgclient.PgConnectOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Whether a database is one that may be broken on purpose: on this machine, as far as its URL tells. */
final class DatabasePlace {

    /** The addresses of a name, all of them. */
    interface Addresses {

        List<InetAddress> of(String host) throws UnknownHostException;

        static Addresses ofSystem() {
            return host -> Arrays.asList(InetAddress.getAllByName(host));
        }
    }

    private final Addresses addresses;

    DatabasePlace(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Read by the client's own parser, so that a host in the query, which it prefers, is the one that is looked at.
     *
     * @param url of the reactive client; several, separated by commas, are not on loopback
     */
    boolean isLoopback(String url) {
        if (url.contains(",")) {
            return false;
        }
        try {
            String host = PgConnectOptions.fromUri(url.strip()).getHost();
            // Asked for the addresses of nothing, the resolver answers with its own.
            return !host.isBlank() && addresses.of(host).stream().allMatch(InetAddress::isLoopbackAddress);
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }
}
