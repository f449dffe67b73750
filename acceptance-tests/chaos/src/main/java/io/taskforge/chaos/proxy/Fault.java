package io.taskforge.chaos.proxy;

import java.time.Duration;

/** What a wire does to the connections that go over it, those that are open and those to come. */
public sealed interface Fault {

    Fault PASS = new Pass();
    Fault RESET = new Reset();
    Fault BLACKHOLE = new Blackhole();
    Fault HALF_OPEN = new HalfOpen();

    /** None. */
    record Pass() implements Fault {}

    /** Every connection is reset, new ones as soon as they are accepted. */
    record Reset() implements Fault {}

    /** Nothing arrives on either side until the fault is over; then what was sent meanwhile does. A partition of the network. */
    record Blackhole() implements Fault {}

    /** The server is gone and the client is never told: what it sends is swallowed, also when the fault is over. */
    record HalfOpen() implements Fault {}

    /** Everything arrives later. */
    record Latency(Duration delay) implements Fault {}

    /**
     * A connection is reset when the server has sent that much on it since the fault began; what the client sent before has arrived.
     *
     * @param bytes 0 or more: with 0 an answer is cut off before its first byte
     */
    record Cut(long bytes) implements Fault {}
}
