package io.taskforge.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. In a user namespace without a mapping, root is nobody in particular, its files still belong to
 * it, and all of root's powers over the machine are gone.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    private Unprivileged() {}

    /**
     * What to put before a command of PostgreSQL: nothing for an ordinary user.
     *
     * @throws EmbeddedServerFailure for root on a machine that allows no user namespaces
     */
    static List<String> command(PostgresBinaries binaries) throws IOException, InterruptedException {
        if (PrivateFolder.ownUserId() != 0) {
            return List.of();
        }
        String reason;
        try {
            Command.Ended tried = Command.run(
                    List.of(
                            NAMESPACE.getFirst(),
                            NAMESPACE.getLast(),
                            binaries.postgres().toString(),
                            "--version"),
                    Duration.ofSeconds(20));
            if (tried.well()) {
                return NAMESPACE;
            }
            reason = tried.why();
        } catch (IOException e) {
            reason = e.getMessage();
        }
        throw new EmbeddedServerFailure(
                "PostgreSQL does not run as root, and a user namespace cannot be made (" + reason
                        + "): run this as an ordinary user, or set TASKFORGE_DATABASE_URL to a PostgreSQL of your own.");
    }
}
