package io.taskforge.chaos;

import io.taskforge.chaos.scenario.Scenario;
import io.taskforge.chaos.scenario.Scenarios;
import io.taskforge.chaos.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What to play.
 *
 * @param seed empty for one that is drawn
 * @param shortened whether outages last a sixth
 * @param kept whether data and logs stay
 * @param clients a command that is run again and again while services are replaced
 */
record ChaosOptions(
        List<Scenario> scenarios,
        int jobs,
        OptionalLong seed,
        World.Broker broker,
        boolean shortened,
        boolean kept,
        Optional<Path> clients,
        Optional<Path> out) {

    /** The command line makes no sense; the message says why. */
    static final class Misuse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Misuse(String message) {
            super(message);
        }
    }

    static final String USAGE =
            "usage: ./taskforge chaos --all | --scenario C4 [--scenario …] [--jobs 1-10000] [--seed N]"
                    + " [--broker embedded|rabbitmq] [--short] [--keep]"
                    + " [--clients PROGRAM] [--out FILE]";

    /** {@link #USAGE} and what its words mean. */
    static final String HELP =
            USAGE + """


              --all       every scenario
              --scenario  one, or all its parts: C4 is C4a, C4b and so on
              --jobs      submitted in each scenario
              --seed      what is left to chance is the same under the same seed; one is drawn and told unless given
              --broker    what stands between the services
              --short     outages last a sixth of their time and 5 s at least: 20 s for 2 min
              --keep      data and logs of scenarios that held stay too
              --clients   runs again and again while C16 replaces the services; is given a file with base_url, grpc and api_key,
                          and must end with 0 each time
              --out       the report as JSON

            Exit: 0 everything held, 1 something did not, 2 this was not understood.
            Scenarios: %s
            """.formatted(Scenarios.ALL.stream().map(Scenario::id).collect(Collectors.joining(", ")));

    private static final int USUAL_JOBS = 300;
    private static final int MOST_JOBS = 10_000;

    /** @throws Misuse with one line to print */
    static ChaosOptions parse(String... arguments) {
        List<Scenario> scenarios = new ArrayList<>();
        int jobs = USUAL_JOBS;
        OptionalLong seed = OptionalLong.empty();
        World.Broker broker = World.Broker.RABBITMQ;
        boolean shortened = false;
        boolean kept = false;
        Path clients = null;
        Path out = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--all" -> scenarios.addAll(Scenarios.ALL);
                case "--scenario" -> scenarios.addAll(named(value(arguments, ++i)));
                case "--jobs" -> jobs = (int) number("--jobs", value(arguments, ++i), 1, MOST_JOBS);
                case "--seed" -> seed = OptionalLong.of(number("--seed", value(arguments, ++i), 0, Long.MAX_VALUE));
                case "--broker" -> broker = broker(value(arguments, ++i));
                case "--short" -> shortened = true;
                case "--keep" -> kept = true;
                case "--clients" -> clients = program(value(arguments, ++i));
                case "--out" -> out = Path.of(value(arguments, ++i));
                default -> throw new Misuse("unknown argument " + arguments[i] + "; " + USAGE);
            }
        }
        if (scenarios.isEmpty()) {
            throw new Misuse("which scenario? " + USAGE);
        }
        return new ChaosOptions(
                scenarios.stream().distinct().toList(),
                jobs,
                seed,
                broker,
                shortened,
                kept,
                Optional.ofNullable(clients),
                Optional.ofNullable(out));
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new Misuse(arguments[at - 1] + " needs a value; " + USAGE);
        }
        return arguments[at];
    }

    private static Path program(String text) {
        Path program = Path.of(text).toAbsolutePath();
        if (!Files.isExecutable(program)) {
            throw new Misuse("--clients takes a program, and " + program + " is none that can be run");
        }
        return program;
    }

    private static List<Scenario> named(String id) {
        List<Scenario> found = Scenarios.named(id);
        if (found.isEmpty()) {
            throw new Misuse("no scenario " + id + "; there are "
                    + Scenarios.ALL.stream().map(Scenario::id).collect(Collectors.joining(", ")));
        }
        return found;
    }

    private static long number(String option, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new Misuse(option + " takes a number from " + least + " to " + most + ", not " + text);
    }

    private static World.Broker broker(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "embedded" -> World.Broker.EMBEDDED;
            case "rabbitmq" -> World.Broker.RABBITMQ;
            default -> throw new Misuse("--broker is embedded or rabbitmq, not " + text);
        };
    }
}
