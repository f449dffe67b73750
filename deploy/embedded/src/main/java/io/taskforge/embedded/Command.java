package io.taskforge.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the operating system. */
public final class Command {

    /** How one ended; {@code output} is standard output and error together. */
    public record Ended(int code, String output) {

        public boolean well() {
            return code == 0;
        }

        /** The line that most likely says why: the first that names an error, else the last. */
        public String why() {
            List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
            return lines.stream()
                    .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                    .findFirst()
                    .orElse(lines.isEmpty() ? "exit code " + code : lines.getLast())
                    .strip();
        }
    }

    private Command() {}

    /**
     * @throws IOException when the program cannot be started, or is still running after {@code patience} (it is killed then)
     */
    public static Ended run(List<String> command, Duration patience) throws IOException, InterruptedException {
        Path output = Files.createTempFile("taskforge-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException(command.getFirst() + " did not end within " + patience.toSeconds() + " s");
                }
            } finally {
                process.destroyForcibly();
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Whether {@code program} is on the PATH. */
    public static boolean exists(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return false;
        }
        for (String folder : List.of(path.split(java.io.File.pathSeparator, -1))) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** The command in a session of its own where the system can do that, so that a terminal's Ctrl-C does not reach it. */
    public static List<String> inOwnSession(List<String> command) {
        if (!exists("setsid")) {
            return command;
        }
        List<String> detached = new ArrayList<>(command.size() + 1);
        detached.add("setsid");
        detached.addAll(command);
        return detached;
    }
}
