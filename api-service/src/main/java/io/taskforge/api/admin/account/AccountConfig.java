package io.taskforge.api.admin.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How administrators sign in. */
@ConfigMapping(prefix = "taskforge.admin")
public interface AccountConfig {

    /** How long a session lives without a request. */
    @WithDefault("1h")
    Duration idle();

    /** How long a session lives at most, however busy it is. */
    @WithDefault("12h")
    Duration session();

    /** How long a set-up link is good. Longer: more time for whoever finds it in a log or a chat. */
    @WithDefault("15m")
    Duration setupLink();

    /**
     * {@code TASKFORGE_BOOTSTRAP_ADMIN_PASSWORD_FILE}: a file with the password of the first administrator, whose name is {@code admin}. Read at each start while there is none; line ends
     * at its end do not count. The file can be deleted afterwards.
     */
    Optional<Path> passwordFile();

    /** Wrong tries to sign in that one network has at once; then one a second. More: guessing is quicker and costs the service more. */
    @WithDefault("10")
    int signInsAtOnce();

    /** Passwords hashed at one time. Each takes a core for a quarter of a second: more lets guesses slow the API down. */
    @WithDefault("2")
    int hashing();
}
