package io.taskforge.nativecheck;

import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.nativecheck.journey.CallbackReceiver;
import io.taskforge.nativecheck.journey.Journey;
import io.taskforge.nativecheck.journey.RecordedStack;
import io.taskforge.nativecheck.registered.NativeSources;
import io.taskforge.nativecheck.registered.Registrations;
import io.taskforge.nativecheck.used.ConstantCalls;
import io.taskforge.nativecheck.used.JacksonTypes;
import io.taskforge.nativecheck.used.Recording;
import io.taskforge.nativecheck.used.ServiceClasses;
import io.taskforge.nativecheck.used.Use;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./taskforge native-check}: exit code 0 when nothing is missing, 1 otherwise. */
public final class NativeCheck {

    private static final List<String> SERVICES = List.of("api-service", "generation-worker");
    private static final int MISSING = 1;
    private static final int USAGE = 2;

    private final Path home;
    private final Path work;
    private final PrintStream out;
    private final ReviewedUses reviewed = ReviewedUses.load();

    private NativeCheck(Path home, PrintStream out) {
        this.home = home;
        this.work = home.resolve("deploy/native-check/target/work");
        this.out = out;
    }

    /** @param arguments {@code --again}: compare what an earlier run has left, without building and running anything */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean again = arguments.length == 1 && arguments[0].equals("--again");
        if (arguments.length > 0 && !again) {
            System.err.println("usage: ./taskforge native-check [--again]");
            System.exit(USAGE);
        }
        // The client's Netty would have the JVM warn about how it holds memory.
        System.setProperty("io.netty.noUnsafe", "true");
        NativeCheck check = new NativeCheck(Path.of(System.getProperty("taskforge.home", ".")), System.out);
        if (!again) {
            check.build();
            check.record();
        }
        System.exit(check.compare() ? 0 : MISSING);
    }

    /** Quarkus's native build, up to where GraalVM would take over. */
    private void build() throws IOException, InterruptedException {
        out.println("native sources of both services …");
        Path log = home.resolve("target/native-check-build.log");
        Process maven = new ProcessBuilder(
                        home.resolve("mvnw").toString(),
                        "-B",
                        "-q",
                        "-pl",
                        String.join(",", SERVICES),
                        "-am",
                        "-DskipTests",
                        "-Dspotless.skip",
                        "-Dcheckstyle.skip",
                        "-Dquarkus.native.enabled=true",
                        "-Dquarkus.native.sources-only=true",
                        "-Dquarkus.package.jar.enabled=false",
                        "package")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (maven.waitFor() != 0) {
            throw new IllegalStateException("the native sources build failed; all of its output is in " + log);
        }
    }

    /** Once with each protocol that models are asked by. */
    private void record() throws IOException {
        for (String provider : List.of("ollama", "openai")) {
            out.println("a bit of everything, with a model asked as " + provider + " …");
            Path folder = work.resolve(provider);
            clear(folder);
            Files.createDirectories(folder);
            try (FakeOllama model = FakeOllama.start();
                    HttpClient http = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build();
                    CallbackReceiver receiver = CallbackReceiver.start()) {
                RecordedStack stack = RecordedStack.start(
                        home,
                        folder,
                        Map.of(
                                "TASKFORGE_MODEL_PROVIDER",
                                provider,
                                "TASKFORGE_MODEL_URL",
                                model.url().toString(),
                                "TASKFORGE_CALLBACKS_ALLOWED_HOSTS",
                                receiver.host(),
                                "TASKFORGE_CALLBACKS_ALLOW_INSECURE",
                                "true"));
                try (stack) {
                    new Journey(stack, http, receiver.url()).go();
                }
                for (String service : SERVICES) {
                    Files.copy(stack.recording(service), folder.resolve(service + ".uses"));
                }
            }
        }
    }

    private boolean compare() {
        boolean sound = true;
        for (String service : SERVICES) {
            Registrations registered = NativeSources.read(home.resolve(service).resolve("target/native-sources"));
            try (ServiceClasses classes =
                    ServiceClasses.in(home.resolve(service).resolve("target/quarkus-app"))) {
                List<Use> uses = new ArrayList<>(JacksonTypes.in(classes));
                for (String provider : List.of("ollama", "openai")) {
                    uses.addAll(Recording.read(work.resolve(provider).resolve(service + ".uses")));
                }
                ConstantCalls constants = new ConstantCalls(classes);
                Findings findings = Findings.of(uses, registered, constants::of, reviewed);
                out.printf(
                        "%s: %d types and %d resources registered, %d look-ups recorded, %d missing%n",
                        service,
                        registered.types(),
                        registered.resources(),
                        uses.size(),
                        findings.missing().size());
                findings.missing()
                        .forEach((what, by) ->
                                out.println("  " + what + "\n      by " + String.join("\n      by ", by)));
                sound &= findings.none() && wouldNotice(service, uses, registered, constants);
            }
        }
        for (String line : reviewed.unused()) {
            out.println("reviewed, and not met any more: " + line);
            sound = false;
        }
        out.println(sound ? "nothing is missing" : "register what is missing, or review it in reviewed-uses.txt");
        return sound;
    }

    /** A check that finds nothing must be seen to find something: without one type and one resource it has to name both. */
    private boolean wouldNotice(String service, List<Use> uses, Registrations registered, ConstantCalls constants) {
        Map<String, Registrations> fewer = new TreeMap<>();
        if (service.equals("api-service")) {
            fewer.put(
                    "io.taskforge.model.ticket.TicketsResult",
                    registered.withoutType("io.taskforge.model.ticket.TicketsResult"));
            fewer.put("templates/admin/jobs.html", registered.withoutResource("templates/admin/jobs.html"));
        } else {
            fewer.put(
                    "io.taskforge.model.ticket.TicketsResult",
                    registered.withoutType("io.taskforge.model.ticket.TicketsResult"));
        }
        boolean noticed = true;
        for (Map.Entry<String, Registrations> each : fewer.entrySet()) {
            Findings findings = Findings.of(uses, each.getValue(), constants::of, reviewed);
            if (findings.missing().keySet().stream().noneMatch(what -> what.endsWith(each.getKey()))) {
                out.println("  without " + each.getKey() + " nothing would be noticed: the check is broken");
                noticed = false;
            }
        }
        return noticed;
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
