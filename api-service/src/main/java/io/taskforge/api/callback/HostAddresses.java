package io.taskforge.api.callback;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Asks which addresses a host has. */
interface HostAddresses {

    /**
     * All of them, IPv4 and IPv6. Fails, or finds none, when the host has none; may take as long as it likes, for whoever asks does not
     * wait for ever.
     *
     * @param host a name in ASCII, or an address, in brackets if IPv6
     */
    Uni<List<InetAddress>> of(String host);
}
