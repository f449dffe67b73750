package io.taskforge.api.callback;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells an address that anybody on the internet may be reached at from one that means this machine, its network, its cloud or nothing.
 * After the registries of special-purpose addresses (RFC 6890 and its successors); what an IPv6 address only wraps is not unwrapped
 * but refused.
 */
final class PublicAddresses {

    private static final List<Block> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8",
                    "100.64.0.0/10", // carriers' NAT, and the metadata of one cloud
                    "127.0.0.0/8",
                    "168.63.129.16/32", // metadata of another, on an address that looks public
                    "169.254.0.0/16", // link-local, and the metadata of most
                    "172.16.0.0/12",
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // relays of 6to4
                    "192.168.0.0/16",
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "2001::/23", // protocol assignments, among them Teredo
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20") // documentation
            .map(Block::of)
            .toList();

    /** All of IPv6 that is given out for unicast: loopback, ULA, link-local, multicast, NAT64, mapped and compatible lie outside. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private record Block(byte[] network, int bits) {

        static Block of(String text) {
            String[] parts = text.split("/", 2);
            try {
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(text + " is an address and needs no lookup", e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean assigned = !(address instanceof Inet6Address) || GLOBAL_UNICAST.holds(bytes);
        return assigned && NOT_PUBLIC.stream().noneMatch(block -> block.holds(bytes));
    }
}
