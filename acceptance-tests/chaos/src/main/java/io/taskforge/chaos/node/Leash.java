package io.taskforge.chaos.node;

import io.taskforge.embedded.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Holds all processes of a world. When it is closed, and when this JVM ends in whatever way, a terminal's Ctrl-C and SIGKILL included,
 * what still runs is killed, frozen or not, and what was mounted in the folder is unmounted.
 */
public final class Leash implements AutoCloseable {

    private static final String MARK = "CHAOS_WORLD";
    private static final long PATIENCE_SECONDS = 20;

    private final Process holder;

    private Leash(Process holder) {
        this.holder = holder;
    }

    /** @param folder of one world alone */
    public static Leash on(Path folder) {
        try (InputStream script = Leash.class.getResourceAsStream("leash.sh")) {
            String text = new String(script.readAllBytes(), StandardCharsets.US_ASCII);
            List<String> command =
                    Command.inOwnSession(List.of("sh", "-c", text, "taskforge-leash", folder.toString()));
            return new Leash(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What binds a process to the world of the folder, and all that it starts. */
    static Map<String, String> mark(Path folder) {
        return Map.of(MARK, folder.toString());
    }

    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
            if (!holder.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a world could not be ended within " + PATIENCE_SECONDS + " s");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // The holder goes on without us.
            Thread.currentThread().interrupt();
        }
    }
}
