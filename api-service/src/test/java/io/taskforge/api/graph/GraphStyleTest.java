package io.taskforge.api.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.api.fixture.Drafts;
import io.taskforge.model.ticket.TicketType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphStyleTest {

    /** The grounds of our pages, dark and light. */
    private static final Map<Boolean, String> GROUND = Map.of(false, "#ffffff", true, "#12161c");

    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;

    private static final String SHEET = sheet();

    private static String sheet() {
        try (InputStream file = DependencySvg.class.getResourceAsStream("/admin/graph.css")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> colours(boolean dark) {
        int turn = SHEET.indexOf("@media (prefers-color-scheme: dark)");
        String part = dark ? SHEET.substring(turn) : SHEET.substring(0, turn);
        Matcher matcher =
                Pattern.compile("--graph-([a-z0-9-]+): (#[0-9a-f]{6});").matcher(part);
        Map<String, String> colours = new TreeMap<>();
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    /** WCAG 2.2: relative luminance and contrast ratio. */
    private static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int part) {
        double value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void text_can_be_read_on_its_box(boolean dark) {
        Map<String, String> colours = colours(dark);
        for (String text : List.of("text", "quiet")) {
            double contrast = contrast(colours.get(text), colours.get("box"));
            assertTrue(contrast >= TEXT, () -> text + " has " + contrast);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lines_bands_and_edges_can_be_told_from_what_they_stand_on(boolean dark) {
        Map<String, String> colours = colours(dark);
        colours.forEach((name, colour) -> {
            if (name.startsWith("epic-") || name.equals("edge") || name.equals("focus")) {
                double onBox = contrast(colour, colours.get("box"));
                double onGround = contrast(colour, GROUND.get(dark));
                assertTrue(onBox >= SHAPE && onGround >= SHAPE, () -> name + " has " + onBox + " and " + onGround);
            }
        });
    }

    @Test
    void dark_and_light_name_the_same_colours() {
        assertEquals(colours(false).keySet(), colours(true).keySet());
    }

    @Test
    void every_class_of_the_drawing_is_in_the_sheet() {
        String svg = DependencySvg.of(Drafts.result(
                Drafts.ticket(1).as(TicketType.EPIC),
                Drafts.ticket(2).under(1),
                Drafts.ticket(3).needing(2)));
        Matcher classes = Pattern.compile("class=\"([^\"]+)\"").matcher(svg);
        while (classes.find()) {
            for (String name : classes.group(1).split(" ", -1)) {
                assertTrue(SHEET.contains("." + name + " {"), name);
            }
        }
    }
}
