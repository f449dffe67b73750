package io.taskforge.api.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.model.operations.WatchedMetrics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Dashboards and alerts against docs/operations.md, whose metrics other tests hold against what each service exposes while it runs: what
 * is named here is there.
 */
class ObservabilityTest {

    private static final Path FOLDER = Path.of("..", "deploy", "observability");

    /** A word before a brace, a bracket, an operator or the end, that PromQL itself does not have. */
    private static final Pattern METRIC = Pattern.compile("\\b[a-z][a-z0-9]*_[a-z0-9_]+\\b(?!\\s*\\()");

    private static final Pattern NO_METRIC =
            Pattern.compile("\"[^\"]*\"|\\b(?:by|without|on)\\s*\\([^)]*\\)|\\{[^{}]*}|\\[[^\\]]*]");

    private static final Pattern PART = Pattern.compile("_(?:count|sum|max|bucket)$");

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(String file) throws IOException {
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file))) {
            return (Map<String, Object>) new Yaml().load(reader);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> alerts() throws IOException {
        return ((List<Map<String, Object>>) yaml("alerts.yaml").get("groups"))
                .stream()
                        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                        .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> annotations(Map<String, Object> alert) {
        return (Map<String, String>) alert.get("annotations");
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
            List<JsonNode> all = new ArrayList<>();
            for (Path file : files.toList()) {
                all.add(new ObjectMapper().readTree(file.toFile()));
            }
            return all;
        }
    }

    private static List<JsonNode> panels() throws IOException {
        return dashboards().stream()
                .flatMap(dashboard ->
                        StreamSupport.stream(dashboard.get("panels").spliterator(), false))
                .filter(panel -> !panel.get("type").asText().equals("row"))
                .toList();
    }

    private static Set<String> metrics(String expression) {
        return METRIC.matcher(NO_METRIC.matcher(expression).replaceAll(" "))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void areWatched(String where, String expression) {
        Set<String> watched =
                WatchedMetrics.all().stream().map(WatchedMetrics.Row::name).collect(Collectors.toSet());
        Set<String> named = metrics(expression);
        assertFalse(named.isEmpty(), () -> where + " names no metric: " + expression);
        for (String name : named) {
            assertTrue(
                    watched.contains(name)
                            || watched.contains(PART.matcher(name).replaceFirst("")),
                    () -> where + " names " + name + ", which docs/operations.md does not list");
        }
    }

    @Test
    void names_of_metrics_are_found_in_expressions() {
        assertEquals(
                Set.of("taskforge_jobs", "sql_pool_usage_seconds_sum"),
                metrics(
                        "max by (the_status) (taskforge_jobs{the_label=\"a_b\"}) and on () rate(sql_pool_usage_seconds_sum[$__rate_interval])"
                                + " > histogram_quantile(0.5, taskforge_jobs)"));
    }

    @Test
    void an_alert_names_metrics_that_there_are() throws IOException {
        for (Map<String, Object> alert : alerts()) {
            areWatched(alert.get("alert").toString(), alert.get("expr").toString());
        }
    }

    @Test
    void a_panel_names_metrics_that_there_are() throws IOException {
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.get("targets")) {
                areWatched(panel.get("title").asText(), target.get("expr").asText());
            }
        }
    }

    @Test
    void an_alert_has_a_severity_words_and_a_heading_that_says_what_to_do() throws IOException {
        List<String> operations = Files.readAllLines(WatchedMetrics.OPERATIONS);
        for (Map<String, Object> alert : alerts()) {
            String name = alert.get("alert").toString();
            Object severity = ((Map<?, ?>) alert.get("labels")).get("severity");
            assertTrue(Set.of("critical", "warning").contains(severity), name);
            assertFalse(annotations(alert).get("summary").isBlank(), name);
            assertFalse(annotations(alert).get("description").isBlank(), name);
            assertEquals(
                    "docs/operations.md#" + name.toLowerCase(java.util.Locale.ROOT),
                    annotations(alert).get("runbook_url"));
            assertTrue(operations.contains("### " + name), () -> name + " has no heading");
        }
    }

    @Test
    void a_heading_of_an_alert_has_its_alert() throws IOException {
        Set<String> named =
                alerts().stream().map(alert -> alert.get("alert").toString()).collect(Collectors.toSet());

        Set<String> headings = Files.readAllLines(WatchedMetrics.OPERATIONS).stream()
                .filter(line -> line.startsWith("### TaskForge"))
                .map(line -> line.substring("### ".length()))
                .collect(Collectors.toSet());

        assertEquals(named, headings);
    }

    @Test
    void a_panel_says_what_it_shows_in_which_unit_and_from_the_chosen_source() throws IOException {
        for (JsonNode panel : panels()) {
            String title = panel.get("title").asText();
            assertFalse(panel.path("description").asText().isBlank(), title);
            assertFalse(panel.at("/fieldConfig/defaults/unit").asText().isBlank(), title);
            assertEquals("${datasource}", panel.at("/datasource/uid").asText(), title);
        }
    }

    @Test
    void panels_do_not_lie_on_each_other() throws IOException {
        for (JsonNode dashboard : dashboards()) {
            Set<String> taken = new TreeSet<>();
            for (JsonNode panel : dashboard.get("panels")) {
                JsonNode place = panel.get("gridPos");
                for (int x = place.get("x").asInt();
                        x < place.get("x").asInt() + place.get("w").asInt();
                        x++) {
                    assertTrue(x < 24, panel.get("title").asText());
                    for (int y = place.get("y").asInt();
                            y < place.get("y").asInt() + place.get("h").asInt();
                            y++) {
                        assertTrue(taken.add(x + "," + y), panel.get("title").asText());
                    }
                }
            }
        }
    }
}
