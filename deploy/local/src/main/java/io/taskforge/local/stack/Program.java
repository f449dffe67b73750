package io.taskforge.local.stack;

import io.taskforge.embedded.ClassArchive;
import io.taskforge.embedded.Tether;
import io.taskforge.local.terminal.Refusal;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * A service's program.
 *
 * @param name as its process is called everywhere
 * @param classPath jars and folders; the service's own comes first, then what {@link Tether} needs
 * @param mainClass run by the tether
 */
public record Program(String name, List<Path> classPath, String mainClass) {

    /** Property of the launcher, set by the build: this run is there for its caches alone. */
    private static final String TRAINING = "taskforge.training";

    /** Of the JDKs. */
    private static final int FIRST_WITH_CACHE = 25;

    /**
     * The service of this name as the build leaves it in the checkout.
     *
     * @throws Refusal when it has not been built
     */
    public static Program built(Path checkout, String name) {
        Path jar = checkout.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw Refusal.failed(
                    name + " has not been built (" + jar + " is missing): run ./taskforge, or ./mvnw package.");
        }
        return new Program(name, List.of(jar, tether()), mainClass(jar));
    }

    private static String mainClass(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw Refusal.failed(jar + " cannot be read: " + e);
        }
    }

    /**
     * The options that let its JVM start from classes as an earlier run has loaded them: from JDK 25 on the cache that the build leaves
     * beside the jar (JEP 514), else an archive that the JVM makes at its own first orderly end.
     *
     * @param archives the folder of such archives; empty when none are to be kept
     */
    List<String> quickStart(Optional<Path> archives) throws IOException {
        Path cache = classPath.getFirst().resolveSibling("app.aot");
        if (Boolean.getBoolean(TRAINING)) {
            // Classes only: what the quick compiler has seen would keep a JVM from compiling better that is told to.
            return List.of("-XX:AOTCacheOutput=" + cache, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");
        }
        if (Runtime.version().feature() >= FIRST_WITH_CACHE && Files.isRegularFile(cache)) {
            // One that it cannot use only makes the start slower: no news.
            return List.of("-XX:AOTCache=" + cache, "-Xlog:disable", "-Xlog:all=error,cds*=off,aot*=off:stderr");
        }
        return archives.isPresent() ? ClassArchive.options(classPath, archives.get(), name) : List.of();
    }

    static String joined(List<Path> places) {
        return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path tether() {
        try {
            return Path.of(Tether.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
