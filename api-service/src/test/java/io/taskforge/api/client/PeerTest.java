package io.taskforge.api.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class PeerTest {

    @Test
    void each_ipv4_address_is_a_peer_of_its_own() {
        assertEquals(Peer.written("192.0.2.1"), Peer.written("192.0.2.1"));
        assertNotEquals(Peer.written("192.0.2.1"), Peer.written("192.0.2.2"));
    }

    @Test
    void an_ipv6_network_is_one_peer() {
        assertEquals(Peer.written("2001:db8:0:1::1"), Peer.written("2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assertNotEquals(Peer.written("2001:db8:0:1::1"), Peer.written("2001:db8:0:2::1"));
    }

    @Test
    void an_address_is_the_same_peer_however_it_is_written() {
        assertEquals(Peer.written("192.0.2.1"), Peer.written("::ffff:192.0.2.1"));
        assertEquals(Peer.written("2001:db8::1"), Peer.written("[2001:DB8:0:0::1]"));
        assertEquals(Peer.written("fe80::1"), Peer.written("fe80::1%eth0"));
    }

    @Test
    void both_doors_know_a_peer_by_the_same_name() throws UnknownHostException {
        assertEquals(Peer.written("192.0.2.1"), Peer.at(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1})));
    }

    @Test
    void what_is_no_address_is_taken_as_it_is_written() {
        assertEquals(Peer.written("unknown"), Peer.written("unknown"));
        assertNotEquals(Peer.written("unknown"), Peer.written("_hidden"));
        assertEquals(
                Peer.UNNAMED,
                Peer.at(InetSocketAddress.createUnresolved("nowhere.invalid", 1).getAddress()));
    }
}
