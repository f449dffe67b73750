package io.taskforge.chaos.report;

import java.util.Optional;

/**
 * Something that was measured.
 *
 * @param limit the most that it may be; empty when it is only told
 */
public record Figure(String name, double value, String unit, Optional<Double> limit) {

    public boolean exceeded() {
        return limit.filter(most -> value > most).isPresent();
    }

    @Override
    public String toString() {
        String text = "%s: %s %s".formatted(name, number(value), unit);
        return limit.map(most -> text + " (at most " + number(most) + ")").orElse(text);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }
}
