package io.taskforge.api.body;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A body of {@code application/x-www-form-urlencoded}. What nobody asks for is passed over. */
public final class Form {

    private final Map<String, List<String>> values;

    private Form(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Empty when it cannot be read. */
    public static Optional<Form> parse(byte[] body) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try {
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String name = decoded(parts[0]);
                if (!name.isEmpty()) {
                    values.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(parts.length == 2 ? decoded(parts[1]) : "");
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new Form(values));
    }

    /** Whether a name stands there more than once, which does not say which of its values counts. */
    public boolean repeats() {
        return values.values().stream().anyMatch(each -> each.size() > 1);
    }

    /** The first value; empty also for one without any text, which counts as left out. */
    public Optional<String> value(String name) {
        return all(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** Every value, as ticked boxes and lists have them. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
