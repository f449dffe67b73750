package io.taskforge.local;

import io.taskforge.local.admin.AdminRegister;
import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.key.ClientRegister;
import io.taskforge.local.stack.RunningStack;
import io.taskforge.local.stack.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data folder a command works on, and what can be asked of the stack in it. */
final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (default: .taskforge in the checkout)")
    private Path folder;

    Path folder() {
        return (folder == null ? checkout().resolve(".taskforge") : folder)
                .toAbsolutePath()
                .normalize();
    }

    /** The keys of the database that the environment names, else of the folder's running stack; refused when there is neither. */
    ClientKeys keys() {
        return RunningStack.keys(Settings.from(System.getenv()), folder());
    }

    /** Likewise the clients. */
    ClientRegister clients() {
        return RunningStack.clients(Settings.from(System.getenv()), folder());
    }

    /** Likewise the administrators. */
    AdminRegister admins() {
        return RunningStack.admins(
                Settings.from(System.getenv()),
                folder(),
                Optional.ofNullable(System.getenv("TASKFORGE_PUBLIC_BASE_URL")).filter(url -> !url.isBlank()));
    }

    /** The checkout that this was built in; the start script names it. */
    static Path checkout() {
        return Path.of(System.getProperty("taskforge.home", "")).toAbsolutePath();
    }
}
