package io.taskforge.bench;

import io.taskforge.bench.drafting.DraftingBench;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How thoroughly to measure.
 *
 * @param rounds whose median counts
 * @param howLong each measure takes in each round
 * @param jobs in the large database
 * @param only what is measured of the services
 * @param drafting what is measured of the drafting, in this process
 * @param pages whether the admin pages are measured
 * @param startup whether the start of the services is measured
 */
record BenchOptions(
        int rounds,
        Duration howLong,
        int jobs,
        Set<Measure> only,
        Set<DraftingBench.Part> drafting,
        boolean pages,
        boolean startup) {

    private static final String PAGES = "PAGES";
    private static final String STARTUP = "STARTUP";

    private static final int EXIT_USAGE = 2;

    static final String USAGE =
            "usage: ./taskforge bench [--rounds 5] [--seconds 5] [--jobs 1000000, at least 20000] [--only ingest,drafting,pages,startup,submit,status,…]";

    /** Ends the process with a line about what was wrong. */
    static BenchOptions parse(String... arguments) {
        int rounds = 5;
        int seconds = 5;
        int jobs = 1_000_000;
        Set<Measure> only = EnumSet.allOf(Measure.class);
        Set<DraftingBench.Part> drafting = EnumSet.allOf(DraftingBench.Part.class);
        boolean pages = true;
        boolean startup = true;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = arguments[i + 1];
                switch (arguments[i]) {
                    case "--rounds" -> rounds = positive(value);
                    case "--seconds" -> seconds = positive(value);
                    case "--jobs" -> jobs = many(value);
                    case "--only" -> {
                        only.clear();
                        drafting.clear();
                        pages = false;
                        startup = false;
                        for (String name :
                                value.toUpperCase(Locale.ROOT).replace('-', '_').split(",", -1)) {
                            if (name.equals(PAGES)) {
                                pages = true;
                            } else if (name.equals(STARTUP)) {
                                startup = true;
                            } else {
                                add(name, only, drafting);
                            }
                        }
                    }
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println(USAGE);
            System.exit(EXIT_USAGE);
        }
        return new BenchOptions(rounds, Duration.ofSeconds(seconds), jobs, only, drafting, pages, startup);
    }

    private static void add(String name, Set<Measure> only, Set<DraftingBench.Part> drafting) {
        if (Arrays.stream(DraftingBench.Part.values())
                .anyMatch(part -> part.name().equals(name))) {
            drafting.add(DraftingBench.Part.valueOf(name));
        } else {
            only.add(Measure.valueOf(name));
        }
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
