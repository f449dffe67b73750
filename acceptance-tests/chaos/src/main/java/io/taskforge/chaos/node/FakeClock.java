package io.taskforge.chaos.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Shows a process another time of day, by libfaketime (Debian: package faketime). How long something takes is left as it is. */
public final class FakeClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private FakeClock() {}

    /** What a process is started with so that its clock is that far ahead of the machine's; behind, when negative. */
    public static Map<String, String> ahead(Duration by) {
        return Map.of("LD_PRELOAD", library().toString(), "FAKETIME", shown(by), "FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }

    /** What a process is started with so that its clock is as far ahead as the file says, which is read again every second. */
    static Map<String, String> asSaidIn(Path file) {
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** As libfaketime reads it. */
    static String shown(Duration ahead) {
        return "%+ds".formatted(ahead.toSeconds());
    }

    private static Path library() {
        try (Stream<Path> architectures = Files.list(LIBRARIES)) {
            return architectures
                    .map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::exists)
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException(
                            "libfaketime is missing below " + LIBRARIES + ": apt-get install faketime."));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
