package io.taskforge.local;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data folder a command works on. */
final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (default: .taskforge in the checkout)")
    private Path folder;

    Path folder() {
        return (folder == null ? checkout().resolve(".taskforge") : folder)
                .toAbsolutePath()
                .normalize();
    }

    /** The checkout that this was built in; the start script names it. */
    static Path checkout() {
        return Path.of(System.getProperty("taskforge.home", "")).toAbsolutePath();
    }
}
