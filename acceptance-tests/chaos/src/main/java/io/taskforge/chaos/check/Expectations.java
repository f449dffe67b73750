package io.taskforge.chaos.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a scenario brings about on purpose, and the checks therefore excuse. Everything else stays forbidden. */
public final class Expectations {

    /** How long a worker that lost its lease may go on asking the model: the lease itself and one heartbeat. */
    public static final Duration STRAY = Duration.ofSeconds(25);

    private final Set<String> ends = new TreeSet<>(Set.of("completed"));
    private final Set<String> failures = new TreeSet<>();
    private final List<Pattern> errors = new ArrayList<>();
    private final Set<Integer> refusals = new TreeSet<>();
    private final List<String> others = new ArrayList<>();
    private boolean clockSteps;

    /** Jobs may also end failed, with one of these error codes. */
    public Expectations failing(String... codes) {
        ends.add("failed");
        failures.addAll(List.of(codes));
        return this;
    }

    /** Jobs may also end cancelled. */
    public Expectations cancelling() {
        ends.add("cancelled");
        return this;
    }

    /** A line of a service's log with the level ERROR that contains a match is no violation. */
    public Expectations logging(String pattern) {
        errors.add(Pattern.compile(pattern));
        return this;
    }

    /** A process that stands still, or that waits for one, may have a message in its hands for longer than the broker likes. */
    public Expectations holdingMessages() {
        return logging("delivery acknowledgement");
    }

    /** A client may be answered this status for a submission. */
    public Expectations refusing(int status) {
        refusals.add(status);
        return this;
    }

    /** The database's clock jumps back: events may carry earlier times than the ones before. */
    public Expectations steppingTheClock() {
        clockSteps = true;
        return this;
    }

    /** Somebody else submits as well, under keys that begin like this, and tells the run nothing of it. */
    public Expectations others(String keysBegin) {
        others.add(keysBegin);
        return this;
    }

    boolean ofOthers(String key) {
        return others.stream().anyMatch(key::startsWith);
    }

    boolean endsIn(String status) {
        return ends.contains(status);
    }

    boolean failsWith(String code) {
        return failures.contains(code);
    }

    boolean excuses(String logLine) {
        return errors.stream().anyMatch(pattern -> pattern.matcher(logLine).find());
    }

    boolean refuses(int status) {
        return refusals.contains(status);
    }

    boolean clockSteps() {
        return clockSteps;
    }

    String ends() {
        return String.join(", ", ends) + (failures.isEmpty() ? "" : " (" + String.join(", ", failures) + ")");
    }
}
