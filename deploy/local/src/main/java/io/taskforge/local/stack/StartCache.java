package io.taskforge.local.stack;

import io.taskforge.embedded.ClassArchive;
import io.taskforge.embedded.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What one service's JVM keeps from one run for the next start: from JDK 25 a cache of its classes as they are once loaded and linked
 * (JEP 514), and until there is one the archive of JDK 19.
 *
 * <p>A run of {@code up} that there is no cache for writes down which classes it used, at its orderly end. The cache is made of that by
 * a process of its own once the stack has ended, so that nobody waits for it. Writing down takes half as long again as writing the
 * archive, and so is not done at the end of a draft, which somebody waits for. A cache is of one JVM and one build; others are deleted.
 */
final class StartCache {

    /** Makes a cache of a recorded run without a tree of steps to follow by hand. */
    private static final int FIRST_WITH_CACHE = 25;

    private static final String CACHE = ".aot";
    private static final String RECORDED = ".aotconf";

    private final Path folder;
    private final String name;
    private final List<Path> classPath;
    private final Path cache;
    private final Path recorded;
    private final boolean recording;

    private StartCache(Path folder, String name, List<Path> classPath, String state, boolean recording) {
        this.folder = folder;
        this.name = name;
        this.classPath = classPath;
        this.cache = folder.resolve(name + "-" + state + CACHE);
        this.recording = recording;
        this.recorded = folder.resolve(name + "-" + state + RECORDED);
    }

    /**
     * @param folder that one launcher at a time has
     * @param recording whether a cache is to be made of this run
     */
    static StartCache of(Program program, Path folder, boolean recording) throws IOException {
        CRC32 state = new CRC32();
        StringBuilder of = new StringBuilder(System.getProperty("java.home")).append(Runtime.version());
        for (Path place : program.classPath()) {
            of.append('\n').append(place).append(' ').append(Files.getLastModifiedTime(place));
        }
        state.update(of.toString().getBytes(StandardCharsets.UTF_8));
        return new StartCache(
                folder, program.name(), program.classPath(), Long.toHexString(state.getValue()), recording);
    }

    /** For the JVM that is started; none when the class path has a folder, as in tests. */
    List<String> options() throws IOException {
        if (Runtime.version().feature() < FIRST_WITH_CACHE) {
            return ClassArchive.options(classPath, folder, name);
        }
        if (!classPath.stream().allMatch(Files::isRegularFile)) {
            return List.of();
        }
        deleteOthers();
        if (!isMade() && !recording) {
            return ClassArchive.options(classPath, folder, name);
        }
        List<String> options = new ArrayList<>(
                isMade()
                        ? List.of("-XX:AOTCache=" + cache)
                        : List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded));
        // Without a cache, or with one that it cannot use, the program only starts more slowly: no news.
        options.addAll(List.of("-Xlog:disable", "-Xlog:all=error,cds*=off,aot*=off:stderr"));
        return options;
    }

    boolean isMade() {
        return Files.isRegularFile(cache);
    }

    /** A cache that a start failed with may be why. */
    void discard() throws IOException {
        Files.deleteIfExists(cache);
    }

    /**
     * Begins to make the cache of what a run has recorded, if one has, in a process that outlives this one by some seconds, at the
     * lowest priority.
     *
     * @param java the JVM with the options that the service runs with
     */
    void makeInTheBackground(List<String> java) throws IOException {
        if (isMade() || !Files.isRegularFile(recorded)) {
            return;
        }
        Path part = folder.resolve(name + "-" + ProcessHandle.current().pid() + ".part");
        List<String> make = new ArrayList<>(java);
        make.addAll(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + part));
        make.addAll(List.of("-Xlog:disable", "-cp", Program.joined(classPath)));
        // Only a whole cache gets its name.
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "part=$1 cache=$2 recorded=$3; shift 3; nice -n 19 \"$@\" && mv \"$part\" \"$cache\"; rm -f \"$part\" \"$recorded\"",
                "sh",
                part.toString(),
                cache.toString(),
                recorded.toString()));
        command.addAll(make);
        new ProcessBuilder(Command.inOwnSession(command))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void deleteOthers() throws IOException {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, name + "-*{" + CACHE + "," + RECORDED + ",.part}")) {
            for (Path other : files) {
                if (!other.equals(cache) && !other.equals(recorded)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }
}
