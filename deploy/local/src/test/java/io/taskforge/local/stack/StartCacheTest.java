package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

@EnabledForJreRange(minVersion = 25)
class StartCacheTest {

    /** Does nothing, well. */
    public static final class Nothing {

        private Nothing() {}

        public static void main(String[] args) {
            System.out.println("well");
        }
    }

    private static final String MAIN = Nothing.class.getName();

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void pack() throws IOException {
        jar = folder.resolve("nothing.jar");
        String entry = MAIN.replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                var in = Nothing.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new ZipEntry(entry));
            in.transferTo(out);
        }
    }

    private StartCache cache() throws IOException {
        return StartCache.of(new Program("nothing", List.of(jar), MAIN), folder, true);
    }

    private static Path file(List<String> options, String option) {
        return Path.of(options.stream()
                .filter(each -> each.startsWith(option))
                .findFirst()
                .orElseThrow()
                .substring(option.length()));
    }

    private Command.Ended run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.addAll(options);
        command.addAll(List.of("-cp", jar.toString(), MAIN));
        return Command.run(command, Duration.ofSeconds(60));
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx64m");
    }

    @Test
    void the_first_run_is_recorded_and_the_next_uses_the_cache_that_was_made_of_it() throws Exception {
        Command.Ended first = run(cache().options());
        // Where it has recorded to is told by the JVM, whatever it is told of what to say; that goes into the service's
        // log.
        assertTrue(first.output().startsWith("well\n"), first.output());

        cache().makeInTheBackground(java());
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!cache().isMade() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        List<String> options = cache().options();
        assertTrue(Files.isRegularFile(file(options, "-XX:AOTCache=")));
        assertEquals("well\n", run(options).output());
    }

    @Test
    void a_cache_that_is_none_is_no_news_and_stops_no_start() throws Exception {
        Path recorded = file(cache().options(), "-XX:AOTConfiguration=");
        Path cache = Path.of(recorded.toString().replace(".aotconf", ".aot"));
        Files.writeString(cache, "not a cache");
        Command.Ended ended = run(cache().options());
        assertEquals("well\n", ended.output());
        assertTrue(ended.well());
    }

    @Test
    void the_cache_of_another_build_is_deleted_and_not_used() throws IOException {
        Path recorded = file(cache().options(), "-XX:AOTConfiguration=");
        Path cache = Path.of(recorded.toString().replace(".aotconf", ".aot"));
        Files.writeString(cache, "of before");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

        List<String> options = cache().options();

        assertFalse(cache().isMade());
        assertTrue(options.contains("-XX:AOTMode=record"));
        assertFalse(Files.exists(cache));
    }

    @Test
    void a_run_that_somebody_waits_for_writes_the_archive_and_uses_a_cache_that_is_there() throws Exception {
        StartCache waitedFor = StartCache.of(new Program("nothing", List.of(jar), MAIN), folder, false);
        assertTrue(waitedFor.options().contains("-XX:+AutoCreateSharedArchive"));

        Path recorded = file(cache().options(), "-XX:AOTConfiguration=");
        Files.writeString(Path.of(recorded.toString().replace(".aotconf", ".aot")), "made");
        assertTrue(waitedFor.options().getFirst().startsWith("-XX:AOTCache="));
    }

    @Test
    void a_class_path_with_a_folder_keeps_nothing() throws IOException {
        assertEquals(
                List.of(),
                StartCache.of(new Program("nothing", List.of(folder), MAIN), folder, true)
                        .options());
    }
}
