package io.taskforge.local.stack;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.local.admin.AdminRegister;
import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.key.ClientRegister;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.Pepper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A stack that another process runs. */
public final class RunningStack {

    private RunningStack() {}

    /** How to reach the stack of the folder; empty when none runs there, or it is not ready yet. */
    public static Optional<Connection> of(Path folder) {
        try {
            return Connection.readFrom(folder).filter(Connection::launcherRuns);
        } catch (IOException e) {
            throw Refusal.usage("What runs in " + folder + " cannot be found out: " + e + ".");
        }
    }

    /**
     * The keys of the database that the environment names, else of the stack that runs in the folder.
     *
     * @throws Refusal when there is neither, or the environment names a database without a pepper that is not the stack's
     */
    public static ClientKeys keys(Settings settings, Path folder) {
        Place place = place(settings, folder);
        return new ClientKeys(place.database(), place.pepper());
    }

    /** Likewise the clients. */
    public static ClientRegister clients(Settings settings, Path folder) {
        Place place = place(settings, folder);
        return new ClientRegister(place.database(), place.pepper());
    }

    /**
     * Likewise the administrators.
     *
     * @param publicBaseUrl where browsers reach the service; unless it is said, where the running stack is
     */
    public static AdminRegister admins(Settings settings, Path folder, Optional<String> publicBaseUrl) {
        PostgresUrl database = place(settings, folder).database();
        String baseUrl = publicBaseUrl
                .or(() -> of(folder).map(Connection::baseUrl))
                .orElseThrow(
                        () -> Refusal.usage(
                                "Where the service is reached is not known: set TASKFORGE_PUBLIC_BASE_URL, as for the service."));
        return new AdminRegister(database, baseUrl.replaceAll("/+$", ""));
    }

    private record Place(PostgresUrl database, Pepper pepper) {}

    private static Place place(Settings settings, Path folder) {
        if (settings.database().isPresent() && settings.keyPepper().isPresent()) {
            return new Place(
                    settings.database().get(), pepper(settings.keyPepper().get()));
        }
        Connection connection = of(folder)
                .orElseThrow(
                        () -> Refusal.usage("No stack runs in " + folder + ": start one with ./taskforge up, or set"
                                + " TASKFORGE_DATABASE_URL and TASKFORGE_KEY_PEPPER."));
        PostgresUrl database = PostgresUrl.parse(connection.databaseUrl());
        if (settings.database().isPresent() && !settings.database().get().equals(database)) {
            throw Refusal.usage(
                    "TASKFORGE_DATABASE_URL names another database than the stack in " + folder
                            + " uses: set TASKFORGE_KEY_PEPPER as well to work on that one, or unset it to work on the stack's.");
        }
        try {
            String pepper = settings.keyPepper().isPresent()
                    ? settings.keyPepper().get()
                    : Secrets.in(folder).keyPepper();
            return new Place(database, pepper(pepper));
        } catch (IOException e) {
            throw Refusal.usage("The secrets of " + folder + " cannot be read: " + e + ".");
        }
    }

    private static Pepper pepper(String text) {
        return Pepper.parse(text).orElseThrow(() -> Refusal.usage("The key pepper is damaged."));
    }
}
