package io.taskforge.model.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a running service exposes at one moment, in Prometheus' text format 0.0.4. */
public final class Scrape {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PART = Pattern.compile("_(?:count|sum|max|bucket)$");

    /** One line. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    private final String text;
    private final List<Sample> samples;

    private Scrape(String text) {
        this.text = text;
        this.samples = SAMPLE.matcher(text)
                .results()
                .map(line -> new Sample(
                        line.group(1),
                        labels(line.group(2)),
                        Double.parseDouble(line.group(3).replace("+Inf", "Infinity"))))
                .toList();
    }

    /**
     * As Prometheus asks: over HTTP/1.1. The JDK's client asks a connection by itself to become one of HTTP/2, which the api-service's door
     * for metrics consents to; then it waits now and then for ever for the end of a long first answer.
     *
     * @param metrics where the service exposes them
     */
    public static Scrape of(URI metrics) {
        HttpRequest request = HttpRequest.newBuilder(metrics)
                .header("Accept", "text/plain;version=0.0.4")
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(metrics + " answers " + answer.statusCode());
            }
            return new Scrape(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** By name, a timer by that of its whole and not of its count, with the names of its labels. */
    public Map<String, Set<String>> metrics() {
        Map<String, Set<String>> found = new TreeMap<>();
        Set<String> named =
                TYPE.matcher(text).results().map(type -> type.group(1)).collect(Collectors.toSet());
        for (Sample sample : samples) {
            String whole = PART.matcher(sample.name()).replaceFirst("");
            String name = named.contains(whole) ? whole : sample.name();
            Set<String> labels = found.computeIfAbsent(name, fresh -> new TreeSet<>());
            labels.addAll(sample.labels().keySet());
            labels.remove("le");
        }
        return found;
    }

    /** Of one line. */
    public double value(String name, Map<String, String> labels) {
        return found(name, labels)
                .orElseThrow(() -> new AssertionError("no " + name + labels + " in " + text))
                .value();
    }

    private Optional<Sample> found(String name, Map<String, String> labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(labels))
                .findFirst();
    }

    /** The same, of a line that appears when there is something to count. */
    public double valueOrNone(String name, Map<String, String> labels) {
        return found(name, labels).map(Sample::value).orElse(0.0);
    }

    /** What a label is said to be, wherever it is. */
    public Set<String> values(String label) {
        return samples.stream()
                .map(sample -> sample.labels().get(label))
                .filter(value -> value != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return text;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }
}
