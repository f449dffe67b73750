package io.taskforge.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The JVM's archive of loaded classes, which makes the next start of the same program quicker. */
public final class ClassArchive {

    private ClassArchive() {}

    /**
     * The JVM options that use the archive, make it at the program's first exit, and renew it when the program changes.
     *
     * @return no archive when the class path has a folder, as in tests: the JVM cannot tell whether a folder has changed, and ends
     */
    public static List<String> options(Collection<Path> classPath, Path archive) {
        if (!classPath.stream().allMatch(Files::isRegularFile)) {
            return List.of();
        }
        return List.of(
                "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                // A stale archive is no news: it is renewed.
                "-Xlog:disable",
                "-Xlog:all=error:stderr");
    }
}
