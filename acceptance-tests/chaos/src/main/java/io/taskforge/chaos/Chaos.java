package io.taskforge.chaos;

import io.taskforge.chaos.check.Inspection;
import io.taskforge.chaos.check.RestProbe;
import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.report.RunReport;
import io.taskforge.chaos.report.ScenarioReport;
import io.taskforge.chaos.scenario.Run;
import io.taskforge.chaos.scenario.Scenario;
import io.taskforge.chaos.world.World;
import io.taskforge.model.broker.BrokerNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Plays scenarios one after the other, each in a world of its own, and tells how they went. */
public final class Chaos {

    private static final int HELD = 0;
    private static final int NOT_HELD = 1;
    private static final int MISUSE = 2;

    private final ChaosOptions options;
    private final Path home;
    private final long seed;
    private final long begun = System.nanoTime();

    private Chaos(ChaosOptions options, Path home) {
        this.options = options;
        this.home = home;
        this.seed = options.seed().orElseGet(() -> new Random().nextInt(Integer.MAX_VALUE));
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(ChaosOptions.HELP);
            return;
        }
        ChaosOptions options;
        try {
            options = ChaosOptions.parse(arguments);
        } catch (ChaosOptions.Misuse e) {
            System.err.println("taskforge: " + e.getMessage());
            System.exit(MISUSE);
            return;
        }
        RunReport report = new Chaos(options, Path.of(System.getProperty("taskforge.home", "."))).play();
        System.out.print(report.text());
        if (options.out().isPresent()) {
            report.write(options.out().get());
        }
        System.exit(report.held() ? HELD : NOT_HELD);
    }

    private RunReport play() {
        step("seed " + seed + ", " + options.jobs() + " jobs a scenario, "
                + options.broker().name().toLowerCase(java.util.Locale.ROOT)
                + (options.shortened() ? ", outages shortened" : ""));
        List<ScenarioReport> reports = new ArrayList<>();
        for (Scenario scenario : options.scenarios()) {
            reports.add(play(scenario));
        }
        return new RunReport(seed, options.jobs(), options.broker().name(), options.shortened(), reports);
    }

    private ScenarioReport play(Scenario scenario) {
        long from = System.nanoTime();
        step(scenario.id() + " " + scenario.title());
        Path folder = folder(scenario);
        ScenarioReport report;
        try (World world = World.start(home, folder, options.broker(), scenario.world());
                Run run = new Run(
                        world,
                        options.jobs(),
                        random(scenario),
                        options.shortened(),
                        options.clients(),
                        said -> step(scenario.id() + "   " + said))) {
            report = judged(scenario, world, run, from);
        } catch (Exception | AssertionError e) {
            report = broken(scenario, from, e);
        }
        step(scenario.id() + (report.held() ? " held" : " DID NOT HOLD, see " + folder));
        report.violations().stream().limit(20).forEach(violation -> step(scenario.id() + "   " + violation));
        report.breakage().ifPresent(why -> step(scenario.id() + "   broke off: " + why));
        report.figures().forEach(figure -> step(scenario.id() + "   " + figure));
        report.notes().forEach(note -> step(scenario.id() + "   " + note));
        if (report.held() && !options.kept()) {
            delete(folder);
        }
        return report;
    }

    private ScenarioReport judged(Scenario scenario, World world, Run run, long from) throws Exception {
        Optional<String> breakage = Optional.empty();
        try {
            scenario.run(run);
        } catch (Exception | AssertionError e) {
            breakage = Optional.of(e.toString());
            e.printStackTrace();
        }
        step(scenario.id() + "   waits until it is quiet");
        Inspection.Findings findings = inspection(world, run).conclude(scenario.patience(), run.expected());
        List<Violation> violations = new ArrayList<>(findings.violations());
        violations.addAll(run.conclude(findings.evidence()));
        return new ScenarioReport(
                scenario.id(),
                scenario.title(),
                Duration.ofNanos(System.nanoTime() - from),
                Optional.of(findings.accounting()),
                violations,
                run.figures(),
                run.notes(),
                breakage);
    }

    private static Inspection inspection(World world, Run run) {
        return new Inspection(
                world.jdbcUrl(),
                run.load(),
                world.sink(),
                world.model(),
                world.folder(),
                Stream.concat(world.services().stream(), world.retired().stream())
                        .map(ServiceNode::name)
                        .toList(),
                world.broker().log(),
                new RestProbe(
                        world.jdbcUrl(),
                        world.connectionsAtMost(),
                        world.services().stream().map(ServiceNode::pid).toList(),
                        () -> world.broker().queue(BrokerNames.GENERATE_QUEUE)));
    }

    private static ScenarioReport broken(Scenario scenario, long from, Throwable failure) {
        failure.printStackTrace();
        return new ScenarioReport(
                scenario.id(),
                scenario.title(),
                Duration.ofNanos(System.nanoTime() - from),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(failure.toString()));
    }

    /** The same for the same scenario, whichever others are played. */
    private Random random(Scenario scenario) {
        return new Random(seed * 31 + scenario.id().hashCode());
    }

    private static Path folder(Scenario scenario) {
        try {
            Path folder = Files.createTempDirectory("taskforge-chaos-" + scenario.id() + "-");
            // The database's own user looks into it.
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println(folder + " could not be removed: " + e.getMessage());
        }
    }

    private void step(String text) {
        System.out.printf("[%4ds] %s%n", (System.nanoTime() - begun) / 1_000_000_000L, text);
    }
}
