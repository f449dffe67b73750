package io.taskforge.api.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives the clock to whoever needs one. Leases, deadlines and expiry never do: their clock is the database's. */
class ServiceClock {

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }
}
