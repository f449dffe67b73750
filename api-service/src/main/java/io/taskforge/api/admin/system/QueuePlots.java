package io.taskforge.api.admin.system;

import io.taskforge.api.admin.page.TimeText;
import io.taskforge.model.system.QueueSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the queue was like, in pictures. From samples in the database, so that a restart changes none of them. */
final class QueuePlots {

    private static final Plot.Words COUNT = value -> String.valueOf(Math.round(value));
    private static final Plot.Words RATE = value -> String.format(Locale.ROOT, "%.1f", value);
    private static final Plot.Words TIME = seconds -> TimeText.words(Duration.ofSeconds(Math.round(seconds)));

    private final List<QueueSample> samples;
    private final Span span;
    private final Instant end;

    private QueuePlots(List<QueueSample> samples, Span span, Instant end) {
        this.samples = samples;
        this.span = span;
        this.end = end;
    }

    static List<Plot> of(List<QueueSample> samples, Span span, Instant end) {
        var plots = new QueuePlots(samples, span, end);
        return List.of(
                plots.of("Jobs that wait", QueueSample::queued, COUNT),
                plots.of("Age of the oldest", sample -> seconds(sample.oldestQueued()), TIME),
                plots.of("Jobs that run", QueueSample::running, COUNT),
                plots.of("Completed a minute", sample -> (double) sample.completed() / sample.minutes(), RATE),
                plots.of("Failed a minute", sample -> (double) sample.failed() / sample.minutes(), RATE),
                plots.of("Runs that lost their worker", QueueSample::leaseLost, COUNT),
                plots.of("Messages for the broker", QueueSample::outboxWaiting, COUNT),
                plots.of("Age of the oldest message", sample -> seconds(sample.outboxOldest()), TIME));
    }

    private Plot of(String title, ToDoubleFunction<QueueSample> value, Plot.Words words) {
        List<Plot.Point> points = samples.stream()
                .map(sample -> new Plot.Point(sample.at(), value.applyAsDouble(sample)))
                .toList();
        return Plot.of(title, points, end, span, words);
    }

    private static double seconds(Optional<Duration> duration) {
        return duration.map(each -> each.toMillis() / 1_000.0).orElse(0.0);
    }
}
