package io.taskforge.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked once per user and version.
 *
 * <p>They are unpacked beside their place and renamed into it, with a list of files and sizes that is checked at each start: a
 * power cut or a full disk in between costs a second unpacking and never a half-made server.
 *
 * @param home holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

    static final String VERSION = version();
    private static final String CONTENTS = "CONTENTS";
    private static final int EXECUTABLE = 0100;

    /** PostgreSQL's major version, which a data directory belongs to. */
    static int major() {
        return Integer.parseInt(VERSION.substring(0, VERSION.indexOf('.')));
    }

    Path postgres() {
        return home.resolve("bin/postgres");
    }

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    /**
     * Finds them in the user's cache folder ({@code $XDG_CACHE_HOME/taskforge}, else {@code ~/.cache/taskforge}), or unpacks them there.
     *
     * @throws EmbeddedServerFailure on a platform without binaries, or when the folder cannot be written
     */
    static PostgresBinaries ofThisMachine() {
        String platform = system() + "-" + architecture();
        Path cache = cacheFolder();
        Path home = cache.resolve("postgres-" + VERSION + "-" + platform);
        try {
            if (!isComplete(home)) {
                PrivateFolder.make(cache);
                unpackInto(home, "/postgres-" + platform + ".txz", platform);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new EmbeddedServerFailure(
                    "Cannot unpack PostgreSQL to " + home + " (" + e
                            + "): make the folder writable, or name another one in XDG_CACHE_HOME.",
                    e);
        }
    }

    private static Path cacheFolder() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.toAbsolutePath().resolve("taskforge");
    }

    private static void unpackInto(Path home, String resource, String platform) throws IOException {
        Path unfinished = Files.createTempDirectory(home.getParent(), "unpacking-");
        try {
            try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
                if (packed == null) {
                    throw new EmbeddedServerFailure("There is no embedded PostgreSQL for " + platform
                            + ": set TASKFORGE_DATABASE_URL to a PostgreSQL of your own.");
                }
                unpack(packed, unfinished);
            }
            Files.write(unfinished.resolve(CONTENTS), contents(unfinished));
            if (Files.exists(home) && !isComplete(home)) {
                Path broken = Files.createTempDirectory(home.getParent(), "broken-");
                Files.move(home, broken.resolve("postgres"));
                PrivateFolder.delete(broken);
            }
            try {
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process was faster: its files are as good as ours.
                if (!isComplete(home)) {
                    throw e;
                }
            }
        } finally {
            PrivateFolder.delete(unfinished);
        }
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive leads out of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & EXECUTABLE) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
                }
            }
        }
    }

    private static List<String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.add(Files.size(file) + " " + folder.relativize(file));
            }
            return lines;
        }
    }

    private static boolean isComplete(Path home) throws IOException {
        if (!PrivateFolder.isOurs(home)) {
            return false;
        }
        try {
            List<String> contents = Files.readAllLines(home.resolve(CONTENTS));
            for (String line : contents) {
                int space = line.indexOf(' ');
                if (Files.size(home.resolve(line.substring(space + 1))) != Long.parseLong(line.substring(0, space))) {
                    return false;
                }
            }
            return !contents.isEmpty();
        } catch (NoSuchFileException | FileAlreadyExistsException | NumberFormatException e) {
            return false;
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("embedded.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("postgresql");
    }
}
