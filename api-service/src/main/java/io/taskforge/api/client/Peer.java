package io.taskforge.api.client;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request comes from, as far as it is held responsible for: an IPv4 address, or the /64 network of an IPv6 address, of which
 * whoever has one address has all. Behind a proxy that is not told to forward the address, it is the proxy.
 */
public record Peer(String network) {

    private static final int IPV6_NETWORK_BYTES = 8;

    /** Whatever has no address, such as a socket on the file system. */
    public static final Peer UNNAMED = new Peer("");

    public static Peer of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote == null || remote.hostAddress() == null ? UNNAMED : written(remote.hostAddress());
    }

    /** @param address in digits, or whatever a proxy made of it; never resolved */
    static Peer written(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return new Peer(address);
        }
        try {
            // Also makes an IPv4 address of one that is mapped into IPv6.
            return at(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of %d bytes".formatted(bytes.length), e);
        }
    }

    /** @param address null when it was never resolved */
    public static Peer at(InetAddress address) {
        if (address == null) {
            return UNNAMED;
        }
        byte[] bytes = address.getAddress();
        return new Peer(HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, IPV6_NETWORK_BYTES))));
    }
}
