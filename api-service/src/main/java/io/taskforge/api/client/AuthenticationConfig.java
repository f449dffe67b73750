package io.taskforge.api.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of one address's guessing reaches the database. */
@ConfigMapping(prefix = "taskforge.authentication")
interface AuthenticationConfig {

    /**
     * Keys and tokens that prove false, per address and second, over a longer time. Lower: clients that share an address with someone
     * who guesses wait longer to show a key for the first time. Higher: guessing costs the database more.
     */
    @WithDefault("20")
    int failuresPerSecond();

    /**
     * As many may prove false at once, and as many that nobody has looked up yet may be looked up at one time; below the number of
     * clients behind one address, some of them are put off when all appear together.
     */
    @WithDefault("100")
    int failuresBurst();
}
