package io.taskforge.model.failpoint;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What is to happen at which failpoint of this process, and how often each was passed. */
final class ArmedFailpoints {

    static final String VARIABLE = "TASKFORGE_FAILPOINTS";

    private static final Logger LOG = Logger.getLogger(Failpoint.class);

    /** As for a process that was killed. */
    private static final int EXIT_CODE = 137;

    private static final Pattern ENTRY = Pattern.compile("([^=]+)=([^@]+?)(?:@([1-9][0-9]{0,8}))?");

    /** What this process was started with; none when that makes no sense, and then {@link FailpointGuard} ends the start. */
    static final ArmedFailpoints OURS = ofEnvironment();

    /** A constant to the compiler: where it is false, nothing is left of a failpoint. */
    static final boolean ANY = !OURS.isEmpty();

    /** @param onlyTime which time it happens, from 1; every time when empty */
    private record Armed(FailpointAction action, OptionalLong onlyTime, AtomicLong passes) {

        Optional<FailpointAction> passed() {
            long time = passes.incrementAndGet();
            return onlyTime.isEmpty() || onlyTime.getAsLong() == time ? Optional.of(action) : Optional.empty();
        }
    }

    private final Map<Failpoint, Armed> armed;

    private ArmedFailpoints(Map<Failpoint, Armed> armed) {
        this.armed = armed;
    }

    private static ArmedFailpoints ofEnvironment() {
        try {
            return parse(Optional.ofNullable(System.getenv(VARIABLE)).orElse(""));
        } catch (IllegalArgumentException e) {
            return new ArmedFailpoints(Map.of());
        }
    }

    /**
     * @param setting {@code name=action[@N][,name=action[@N]...]}; blank for none
     * @throws IllegalArgumentException with one line on what is wrong and what is allowed
     */
    static ArmedFailpoints parse(String setting) {
        Map<Failpoint, Armed> armed = new EnumMap<>(Failpoint.class);
        if (!setting.isBlank()) {
            for (String entry : setting.split(",", -1)) {
                arm(armed, entry.strip());
            }
        }
        return new ArmedFailpoints(armed);
    }

    private static void arm(Map<Failpoint, Armed> armed, String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw refused("'%s' is not of this form".formatted(entry));
        }
        Failpoint point = named(parts.group(1))
                .orElseThrow(() -> refused("there is no failpoint '%s'".formatted(parts.group(1))));
        FailpointAction action = FailpointAction.parse(parts.group(2))
                .orElseThrow(() -> refused("'%s' is not an action".formatted(parts.group(2))));
        OptionalLong onlyTime =
                parts.group(3) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts.group(3)));
        if (armed.put(point, new Armed(action, onlyTime, new AtomicLong())) != null) {
            throw refused("'%s' is named twice".formatted(point.wireName()));
        }
    }

    private static Optional<Failpoint> named(String wireName) {
        return Arrays.stream(Failpoint.values())
                .filter(point -> point.wireName().equals(wireName))
                .findAny();
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(
                "%s: %s; allowed is NAME=ACTION or NAME=ACTION@N, several separated by commas, with ACTION %s, N the only time that it is to happen, and NAME one of %s."
                        .formatted(
                                VARIABLE,
                                what.replaceAll("\\p{Cntrl}", " "),
                                FailpointAction.FORM,
                                Arrays.stream(Failpoint.values())
                                        .map(Failpoint::wireName)
                                        .collect(Collectors.joining(", "))));
    }

    boolean isEmpty() {
        return armed.isEmpty();
    }

    /** As it was written, in the order of {@link Failpoint}. */
    @Override
    public String toString() {
        return armed.entrySet().stream()
                .map(entry -> {
                    Armed it = entry.getValue();
                    String time =
                            it.onlyTime().isEmpty() ? "" : "@" + it.onlyTime().getAsLong();
                    return entry.getKey().wireName() + "=" + it.action().word() + time;
                })
                .collect(Collectors.joining(","));
    }

    /** Counts, and says what is to happen this time. */
    Optional<FailpointAction> next(Failpoint point) {
        return Optional.ofNullable(armed.get(point)).flatMap(Armed::passed);
    }

    void pass(Failpoint point) {
        rest(point).ifPresent(ArmedFailpoints::sleep);
    }

    Uni<Void> passed(Failpoint point) {
        return Uni.createFrom().deferred(() -> rest(point)
                .map(time -> Uni.createFrom().voidItem().onItem().delayIt().by(time))
                .orElseGet(Uni.createFrom()::voidItem));
    }

    /** Does what is to happen this time, but for a sleep, which it leaves to the caller, who knows whether it may block. */
    private Optional<Duration> rest(Failpoint point) {
        return next(point).flatMap(action -> {
            String line = "failpoint " + point.wireName() + ": " + action.word();
            return switch (action) {
                case FailpointAction.Halt halt -> {
                    // Not by the log: what it has not written yet is lost.
                    System.err.println(line);
                    System.err.flush();
                    Runtime.getRuntime().halt(EXIT_CODE);
                    yield Optional.empty();
                }
                case FailpointAction.Sleep sleep -> {
                    LOG.warn(line);
                    yield Optional.of(sleep.duration());
                }
                case FailpointAction.Fail fail -> {
                    LOG.warn(line);
                    throw new InjectedFailure(point);
                }
            };
        });
    }

    private static void sleep(Duration time) {
        try {
            var unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
