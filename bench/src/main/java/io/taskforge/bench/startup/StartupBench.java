package io.taskforge.bench.startup;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Starts both services in turn, plainly and with the cache that the build has made, round by round, on one database and one broker. */
public final class StartupBench {

    private static final List<String> SERVICES = List.of("api-service", "generation-worker");
    private static final int FIRST_WITH_CACHE = 25;
    private static final double AT_MOST = 0.45;

    private enum With {
        NOTHING("plain JVM"),
        CACHE("JVM with an AOT cache");

        private final String words;

        With(String words) {
            this.words = words;
        }
    }

    private final PrintStream out;
    private final Path home;
    private final Map<String, String> environment;
    private final int rounds;

    /** @param environment where a database with its schema and a broker are */
    public StartupBench(PrintStream out, Path home, Map<String, String> environment, int rounds) {
        this.out = out;
        this.home = home;
        this.environment = environment;
        this.rounds = rounds;
    }

    public void run() {
        if (Runtime.version().feature() < FIRST_WITH_CACHE) {
            out.println("start-up: an AOT cache needs JDK " + FIRST_WITH_CACHE + " or newer; nothing is measured");
            return;
        }
        for (String service : SERVICES) {
            Path jar = home.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
            Path cache = jar.resolveSibling("app.aot");
            if (!Files.isRegularFile(cache)) {
                throw new IllegalStateException("the build has left no cache: " + cache + " is missing");
            }
            try (HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                measure(service, program(jar), cache, http);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** With what the cache fits: the launcher's own jar behind the service's. */
    private List<String> program(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile());
                Stream<Path> launcher = Files.list(home.resolve("deploy/local/target/lib"))) {
            Path tether = launcher.filter(each -> each.getFileName().toString().startsWith("taskforge-embedded-"))
                    .findFirst()
                    .orElseThrow();
            return List.of(
                    "-cp",
                    jar + File.pathSeparator + tether,
                    opened.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
        }
    }

    private void measure(String service, List<String> program, Path cache, HttpClient http) {
        Map<With, List<StartedService.Start>> found = new EnumMap<>(With.class);
        for (int round = 0; round <= rounds; round++) {
            for (With with : With.values()) {
                List<String> options =
                        switch (with) {
                            case NOTHING -> List.of();
                            case CACHE -> List.of("-XX:AOTCache=" + cache);
                        };
                StartedService.Start start = StartedService.once(program, options, environment, http);
                // The first round is for the pages of the files, which come from the disk then.
                if (round > 0) {
                    found.computeIfAbsent(with, any -> new ArrayList<>()).add(start);
                }
            }
        }
        out.printf("%-24s %14s %22s%n", service, "ready after ms", "resident then, MiB");
        found.forEach((with, starts) -> out.printf(
                Locale.ROOT,
                "%-24s %14.0f %22.0f%n",
                with.words,
                median(starts.stream().mapToDouble(StartedService.Start::millis).toArray()),
                median(starts.stream()
                        .mapToDouble(StartedService.Start::residentMib)
                        .toArray())));
        double time = ratio(found, StartedService.Start::millis);
        out.printf(
                Locale.ROOT,
                "ratio of both            %14.2f %22.2f   time ≤ %.2f %s%n",
                time,
                ratio(found, StartedService.Start::residentMib),
                AT_MOST,
                time <= AT_MOST ? "reached" : "missed");
    }

    /** The median of what stood in the same round. */
    private static double ratio(
            Map<With, List<StartedService.Start>> found,
            java.util.function.ToDoubleFunction<StartedService.Start> figure) {
        List<StartedService.Start> plain = found.get(With.NOTHING);
        List<StartedService.Start> cached = found.get(With.CACHE);
        double[] ratios = new double[plain.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = figure.applyAsDouble(cached.get(round)) / figure.applyAsDouble(plain.get(round));
        }
        return median(ratios);
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
