package io.taskforge.nativecheck.used;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All that one process looked up. */
public final class Recording {

    private Recording() {}

    public static List<Use> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Use::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
