package io.taskforge.model.failpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happens at a failpoint. */
sealed interface FailpointAction {

    /** The process is gone at once, as by SIGKILL: no shutdown, no finally, exit code 137. */
    record Halt() implements FailpointAction {}

    /** The place is passed that much later. */
    record Sleep(Duration duration) implements FailpointAction {}

    /** The place throws {@link InjectedFailure}. */
    record Fail() implements FailpointAction {}

    /** One hour; whoever wants a place never to be passed stops the process instead. */
    long LONGEST_MS = 3_600_000;

    String FORM = "halt, sleep:MS (1 to " + LONGEST_MS + ") or error";

    Pattern SLEEP = Pattern.compile("sleep:([0-9]{1,7})");

    /** Empty unless the text is of this {@link #FORM}. */
    static Optional<FailpointAction> parse(String text) {
        Matcher sleep = SLEEP.matcher(text);
        if (sleep.matches()) {
            long ms = Long.parseLong(sleep.group(1));
            return ms < 1 || ms > LONGEST_MS ? Optional.empty() : Optional.of(new Sleep(Duration.ofMillis(ms)));
        }
        return switch (text) {
            case "halt" -> Optional.of(new Halt());
            case "error" -> Optional.of(new Fail());
            default -> Optional.empty();
        };
    }

    default String word() {
        return switch (this) {
            case Halt halt -> "halt";
            case Sleep sleep -> "sleep:" + sleep.duration().toMillis();
            case Fail fail -> "error";
        };
    }
}
