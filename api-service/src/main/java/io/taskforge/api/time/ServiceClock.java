package io.taskforge.api.time;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives a clock to whoever needs one. Leases, deadlines and expiry never do: their clock is the database's. */
class ServiceClock {

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    /** In nanoseconds from no known moment on; for how long ago something was, because nobody can set it back. */
    @Produces
    @ApplicationScoped
    Ticker ticker() {
        return Ticker.systemTicker();
    }
}
