package io.taskforge.api.admin.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small plot of one figure over time: lines of SVG in a box of {@value #WIDTH} by {@value #HEIGHT}, from 0 at the bottom to a round
 * number at the top. Where nothing was measured, there is no line.
 *
 * @param title what is plotted
 * @param lines SVG paths
 * @param top the value at the upper edge, in words
 * @param latest the newest value, in words
 * @param highest the highest value, in words
 */
record Plot(String title, List<String> lines, String top, String latest, String highest) {

    static final int WIDTH = 300;
    static final int HEIGHT = 60;

    /** Longer than between two samples, whose moments wander a little: then one is missing. */
    private static final double STEPS_WITHOUT_ONE = 2.5;

    /** A value and when it was. */
    record Point(Instant at, double value) {}

    /** How values are said. */
    interface Words {
        String of(double value);
    }

    /** @param points the oldest first, all within the span before {@code end} */
    static Plot of(String title, List<Point> points, Instant end, Span span, Words words) {
        double highest = points.stream().mapToDouble(Point::value).max().orElse(0);
        double top = roundedUp(highest);
        List<String> lines = parts(points, span).stream()
                .map(part -> line(part, end, span.length(), top))
                .toList();
        String latest = points.isEmpty() ? "–" : words.of(points.getLast().value());
        return new Plot(title, lines, words.of(top), latest, words.of(highest));
    }

    /** What follows each other without a gap. */
    private static List<List<Point>> parts(List<Point> points, Span span) {
        double gap = span.step().toMillis() * STEPS_WITHOUT_ONE;
        List<List<Point>> parts = new ArrayList<>();
        Point before = null;
        for (Point point : points) {
            if (before == null || Duration.between(before.at(), point.at()).toMillis() > gap) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(point);
            before = point;
        }
        return parts;
    }

    private static String line(List<Point> points, Instant end, Duration span, double top) {
        StringBuilder line = new StringBuilder();
        for (Point point : points) {
            double x =
                    WIDTH - (double) WIDTH * Duration.between(point.at(), end).toMillis() / span.toMillis();
            double y = HEIGHT - HEIGHT * point.value() / top;
            line.append(line.isEmpty() ? "M" : "L").append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
        }
        // A point that stands alone is a dot.
        return points.size() == 1 ? line + "h0.1" : line.toString();
    }

    /** To 1, 2 or 5 times a power of ten; never to nothing. */
    static double roundedUp(double value) {
        if (value <= 1) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (int factor : new int[] {1, 2, 5}) {
            if (value <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
