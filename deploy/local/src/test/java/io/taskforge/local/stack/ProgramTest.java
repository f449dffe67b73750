package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

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
    private Program program;

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
        program = new Program("nothing", List.of(jar), MAIN);
    }

    private Command.Ended run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m"));
        command.addAll(options);
        command.addAll(List.of("-cp", jar.toString(), MAIN));
        return Command.run(command, Duration.ofSeconds(60));
    }

    @Test
    @EnabledForJreRange(minVersion = 25)
    void the_cache_that_the_build_has_left_is_used() throws Exception {
        Path cache = folder.resolve("app.aot");
        assertTrue(run(List.of("-XX:AOTCacheOutput=" + cache)).well());

        List<String> options = new ArrayList<>(program.quickStart(Optional.of(folder)));
        // The JVM ends at once when it is to use a cache and cannot.
        options.add("-XX:AOTMode=on");
        Command.Ended ended = run(options);
        assertEquals("well\n", ended.output());
        assertTrue(ended.well());
    }

    @Test
    @EnabledForJreRange(minVersion = 25)
    void a_cache_that_is_none_is_no_news_and_stops_no_start() throws Exception {
        Files.writeString(folder.resolve("app.aot"), "not a cache");

        List<String> options = program.quickStart(Optional.of(folder));
        assertTrue(options.contains("-XX:AOTCache=" + folder.resolve("app.aot")), options.toString());
        Command.Ended ended = run(options);
        assertEquals("well\n", ended.output());
        assertTrue(ended.well());
    }

    @Test
    void without_a_cache_the_first_run_leaves_an_archive_that_the_next_uses() throws Exception {
        assertEquals("well\n", run(program.quickStart(Optional.of(folder))).output());

        List<String> options = new ArrayList<>(program.quickStart(Optional.of(folder)));
        options.add("-Xshare:on");
        assertEquals("well\n", run(options).output());
    }

    @Test
    void nothing_is_kept_where_nothing_may_be() throws IOException {
        assertEquals(List.of(), program.quickStart(Optional.empty()));
        Program ofClasses = new Program("nothing", List.of(folder), MAIN);
        assertEquals(List.of(), ofClasses.quickStart(Optional.of(folder)));
    }
}
