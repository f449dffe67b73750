package io.taskforge.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;

/** The JVM's archive of loaded classes, which makes the next start of the same program quicker. */
public final class ClassArchive {

    private static final String SUFFIX = ".jsa";

    private ClassArchive() {}

    /**
     * The JVM options that use the archive and make it at the program's first orderly exit. Its name tells the class path's state,
     * because the JVM neither uses nor renews the archive of another one; archives of earlier states are deleted.
     *
     * @param folder where archives are kept
     * @param name of the program
     * @return no archive when the class path has a folder, as in tests: the JVM takes jars only
     */
    public static List<String> options(Collection<Path> classPath, Path folder, String name) throws IOException {
        CRC32 state = new CRC32();
        for (Path place : classPath) {
            if (!Files.isRegularFile(place)) {
                return List.of();
            }
            String line = place + " " + Files.size(place) + " " + Files.getLastModifiedTime(place) + "\n";
            state.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Path archive = folder.resolve(name + "-" + Long.toHexString(state.getValue()) + SUFFIX);
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, name + "-*" + SUFFIX)) {
            for (Path other : earlier) {
                if (!other.equals(archive)) {
                    Files.deleteIfExists(other);
                }
            }
        }
        return List.of(
                "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                // Without an archive the program only starts more slowly: no news.
                "-Xlog:disable",
                "-Xlog:all=error,cds*=off,aot*=off:stderr");
    }
}
