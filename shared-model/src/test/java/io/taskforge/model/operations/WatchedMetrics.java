package io.taskforge.model.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that docs/operations.md lists: a row is a name, its labels, who exposes it, and what it means. */
public final class WatchedMetrics {

    /** Of modules, one below. */
    public static final Path OPERATIONS = Path.of("..", "docs", "operations.md");

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_0-9]+)` \\|([^|]*)\\| (api|worker|both) \\| [^|]+ \\|$");

    private static final Pattern LABEL = Pattern.compile("`([a-zA-Z_]+)`");

    /** Who exposes a metric. */
    public enum Service {
        API,
        WORKER
    }

    /** @param labels their names */
    public record Row(String name, Set<String> labels, Set<Service> services) {}

    private WatchedMetrics() {}

    /** Every row of every table of metrics. */
    public static List<Row> all() {
        try (Stream<String> lines = Files.lines(OPERATIONS)) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> new Row(row.group(1), labels(row.group(2)), services(row.group(3))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name, with their labels. */
    public static Map<String, Set<String>> of(Service service) {
        return all().stream()
                .filter(row -> row.services().contains(service))
                .collect(Collectors.toMap(Row::name, Row::labels, (one, other) -> one, TreeMap::new));
    }

    private static Set<String> labels(String cell) {
        return LABEL.matcher(cell)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Service> services(String cell) {
        return switch (cell) {
            case "api" -> Set.of(Service.API);
            case "worker" -> Set.of(Service.WORKER);
            default -> Set.of(Service.values());
        };
    }
}
