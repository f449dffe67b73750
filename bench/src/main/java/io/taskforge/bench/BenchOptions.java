package io.taskforge.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How thoroughly to measure.
 *
 * @param rounds whose median counts
 * @param howLong each measure takes in each round
 * @param jobs in the large database
 * @param only what is measured
 */
record BenchOptions(int rounds, Duration howLong, int jobs, Set<Measure> only) {

    private static final int EXIT_USAGE = 2;

    static final String USAGE =
            "usage: ./taskforge bench [--rounds 5] [--seconds 5] [--jobs 1000000, at least 20000] [--only submit,status,…]";

    /** Ends the process with a line about what was wrong. */
    static BenchOptions parse(String... arguments) {
        int rounds = 5;
        int seconds = 5;
        int jobs = 1_000_000;
        Set<Measure> only = EnumSet.allOf(Measure.class);
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = arguments[i + 1];
                switch (arguments[i]) {
                    case "--rounds" -> rounds = positive(value);
                    case "--seconds" -> seconds = positive(value);
                    case "--jobs" -> jobs = many(value);
                    case "--only" ->
                        only = Arrays.stream(value.split(",", -1))
                                .map(name -> Measure.valueOf(
                                        name.toUpperCase(Locale.ROOT).replace('-', '_')))
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Measure.class)));
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println(USAGE);
            System.exit(EXIT_USAGE);
        }
        return new BenchOptions(rounds, Duration.ofSeconds(seconds), jobs, only);
    }

    /** Else there is no page 1,000. */
    private static int many(String text) {
        int jobs = positive(text);
        if (jobs < Bench.DEEP_PAGE * Bench.PAGE_SIZE) {
            throw new IllegalArgumentException(text);
        }
        return jobs;
    }

    private static int positive(String text) {
        int value = Integer.parseInt(text);
        if (value < 1) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }
}
