package io.taskforge.nativecheck.used;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** The byte code of a packaged service, libraries and generated classes with it. */
public final class ServiceClasses implements AutoCloseable {

    private static final String OURS = "io/taskforge/";

    private final Map<String, JarFile> places = new HashMap<>();
    private final List<JarFile> jars = new ArrayList<>();

    private ServiceClasses() {}

    /** @param folder {@code target/quarkus-app} */
    public static ServiceClasses in(Path folder) {
        ServiceClasses classes = new ServiceClasses();
        try (Stream<Path> files = Files.walk(folder)) {
            // What Quarkus has rewritten stands under quarkus, and counts before the library that it is from.
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted((one, other) -> Boolean.compare(isQuarkusOwn(other), isQuarkusOwn(one)))
                    .toList();
            for (Path jar : jars) {
                classes.add(new JarFile(jar.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    private static boolean isQuarkusOwn(Path jar) {
        return jar.getParent().getFileName().toString().equals("quarkus");
    }

    private void add(JarFile jar) {
        jars.add(jar);
        jar.stream()
                .filter(entry -> entry.getName().endsWith(".class"))
                .forEach(entry -> places.putIfAbsent(entry.getName(), jar));
    }

    /** @param name with dots */
    public Optional<ClassReader> find(String name) {
        String entry = name.replace('.', '/') + ".class";
        JarFile jar = places.get(entry);
        if (jar == null) {
            return Optional.empty();
        }
        try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return Optional.of(new ClassReader(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names, with dots, of the classes that are written here. */
    public List<String> ours() {
        return places.keySet().stream()
                .filter(entry -> entry.startsWith(OURS))
                .map(entry ->
                        entry.substring(0, entry.length() - ".class".length()).replace('/', '.'))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        for (JarFile jar : jars) {
            try {
                jar.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
