package io.taskforge.chaos.client;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that were asked once and never repeated: how many were answered as the contract says, and which were not. */
public final class RequestLog {

    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> lost = new ArrayList<>();

    void answered() {
        answered.incrementAndGet();
    }

    /** @param why what came in place of the answer */
    synchronized void lost(String request, String why) {
        lost.add(clock.instant() + " " + request + ": " + why);
    }

    public int answers() {
        return answered.get();
    }

    public synchronized List<String> lost() {
        return List.copyOf(lost);
    }
}
