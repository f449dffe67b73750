package io.taskforge.chaos.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Shows a process another time of day, by libfaketime (Debian: package faketime). How long something takes is left as it is. */
public final class FakeClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    /** Not the other one, MT, whose lock makes each look at the clock take microseconds. */
    private static final String LIBRARY = "faketime/libfaketime.so.1";

    private FakeClock() {}

    /** What a process is started with so that its clock is that far ahead of the machine's; behind, when negative. */
    public static Map<String, String> ahead(Duration by) {
        return with(Map.of("FAKETIME", shown(by)));
    }

    /** What a process is started with so that its clock is as far ahead as the file says, which is read again every second. */
    static Map<String, String> asSaidIn(Path file) {
        return with(Map.of("FAKETIME_TIMESTAMP_FILE", file.toString(), "FAKETIME_CACHE_DURATION", "1"));
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("LD_PRELOAD", library().toString());
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Made for older C libraries; with it Object.wait of a JVM returns at once.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return environment;
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
            throw new UncheckedIOException(e);
        }
    }
}
