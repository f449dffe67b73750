package io.taskforge.acceptance.configuration;

import io.taskforge.acceptance.configuration.Variable.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What ships, as text. */
final class Sources {

    /** Where the services are; what stands elsewhere is read by both. */
    private static final Map<Reader, String> SERVICES =
            Map.of(Reader.API, "api-service", Reader.WORKER, "generation-worker");

    private static final List<String> MODULES =
            List.of("api-service", "generation-worker", "shared-model", "deploy/local", "deploy/embedded");

    private static final Pattern VARIABLE = Pattern.compile("TASKFORGE_[A-Z0-9_]*[A-Z0-9]\\b(?!_)");
    private static final Pattern INJECTED =
            Pattern.compile("@ConfigProperty\\(\\s*name = \"(taskforge\\.[a-z0-9.-]+)\"");
    private static final Pattern LAUNCHED = Pattern.compile("\"(TASKFORGE_[A-Z_]+)[ \"]");
    private static final Pattern LAUNCHED_SECRET = Pattern.compile("secret\\(environment, Secret\\.([A-Z_]+)\\)");

    private final Path home;

    Sources(Path home) {
        this.home = home;
    }

    static String variable(String property) {
        return property.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    List<String> properties(Reader service) {
        return read(home.resolve(SERVICES.get(service)).resolve("src/main/resources/application.properties"))
                .lines()
                .toList();
    }

    /** Files of the services and of what they share that hold the word. */
    List<Path> java(String word) {
        return main().filter(file -> read(file).contains(word)).sorted().toList();
    }

    /** @param file of its declaration */
    List<Reader> readersOf(String type, String file) {
        return SERVICES.entrySet().stream()
                .filter(service -> file.contains("/" + service.getValue() + "/") || file.contains("/shared-model/"))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** All that any source names, in whatever way: nobody names a variable that there is not. */
    Set<String> named() {
        Set<String> names = new TreeSet<>();
        Stream.concat(main(), Stream.of(home.resolve("taskforge"), home.resolve(".env.example")))
                .forEach(file -> collect(VARIABLE.matcher(read(file)), 0, names));
        main().forEach(file -> {
            Set<String> properties = new TreeSet<>();
            collect(INJECTED.matcher(read(file)), 1, properties);
            properties.forEach(property -> names.add(variable(property)));
        });
        return names;
    }

    Set<String> readByLauncher() {
        Set<String> names = new TreeSet<>();
        String settings = read(home.resolve("deploy/local/src/main/java/io/taskforge/local/stack/Settings.java"));
        collect(LAUNCHED.matcher(settings), 1, names);
        Set<String> secrets = new TreeSet<>();
        collect(LAUNCHED_SECRET.matcher(settings), 1, secrets);
        secrets.forEach(secret -> names.add("TASKFORGE_" + secret));
        return names;
    }

    private static void collect(Matcher found, int group, Set<String> names) {
        while (found.find()) {
            names.add(found.group(group));
        }
    }

    private Stream<Path> main() {
        return MODULES.stream()
                .map(module -> home.resolve(module).resolve("src/main"))
                .flatMap(folder -> {
                    try {
                        return Files.walk(folder)
                                .filter(file -> file.toString().endsWith(".java")
                                        || file.toString().endsWith("application.properties"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
