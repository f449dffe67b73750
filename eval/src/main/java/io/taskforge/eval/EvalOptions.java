package io.taskforge.eval;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param tickets to ask for in the main run; null leaves it to who drafts
 * @param quick the main run alone: no sweep over counts, no variations
 * @param misses whether to list what was not covered and what was listed wrongly; never of what is held out
 */
record EvalOptions(
        Path folder,
        Engine engine,
        Optional<Path> json,
        Integer tickets,
        Optional<String> only,
        Optional<String> url,
        Optional<String> model,
        boolean quick,
        boolean misses) {

    /** Whose drafts are measured. */
    enum Engine {
        RULES,
        MODEL
    }

    /** The command line makes no sense; the message says why. */
    static final class Misuse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Misuse(String message) {
            super(message);
        }
    }

    static final String USAGE =
            "usage: ./taskforge eval DIR [--engine rules|model] [--tickets 1-50] [--only NAME] [--quick] [--misses]"
                    + " [--json FILE] [--url URL] [--model NAME]";

    private static final int TICKETS_AT_MOST = 50;

    /** @throws Misuse with one line to print */
    static EvalOptions parse(String... arguments) {
        Path folder = null;
        Engine engine = Engine.RULES;
        Path json = null;
        Integer tickets = null;
        String only = null;
        String url = null;
        String model = null;
        boolean quick = false;
        boolean misses = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--engine" -> engine = engine(value(arguments, ++i));
                case "--json" -> json = Path.of(value(arguments, ++i));
                case "--tickets" -> tickets = tickets(value(arguments, ++i));
                case "--only" -> only = value(arguments, ++i);
                case "--url" -> url = value(arguments, ++i);
                case "--model" -> model = value(arguments, ++i);
                case "--quick" -> quick = true;
                case "--misses" -> misses = true;
                default -> {
                    if (arguments[i].startsWith("-") || folder != null) {
                        throw new Misuse("unknown argument " + arguments[i] + "; " + USAGE);
                    }
                    folder = Path.of(arguments[i]);
                }
            }
        }
        if (folder == null) {
            throw new Misuse("which folder? " + USAGE);
        }
        if (engine == Engine.RULES && (url != null || model != null)) {
            throw new Misuse("--url and --model need --engine model");
        }
        return new EvalOptions(
                folder,
                engine,
                Optional.ofNullable(json),
                tickets,
                Optional.ofNullable(only),
                Optional.ofNullable(url),
                Optional.ofNullable(model),
                quick,
                misses);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new Misuse(arguments[at - 1] + " needs a value; " + USAGE);
        }
        return arguments[at];
    }

    private static Engine engine(String name) {
        return switch (name) {
            case "rules" -> Engine.RULES;
            case "model" -> Engine.MODEL;
            default -> throw new Misuse("no engine is called " + name + ": rules or model");
        };
    }

    private static int tickets(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= TICKETS_AT_MOST) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new Misuse("--tickets is a number of 1 to " + TICKETS_AT_MOST + ", not " + text);
    }
}
