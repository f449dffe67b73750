package io.taskforge.api.admin.job;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A job's options, as stored, in words. */
final class ReadableOptions {

    /**
     * One of them.
     *
     * @param name {@code budget: max attempts}
     */
    record Option(String name, String value) {}

    private ReadableOptions() {}

    /** In the order in which they were written; what says nothing is left out. */
    static List<Option> of(JsonObject options) {
        List<Option> all = new ArrayList<>();
        add("", options, all);
        return List.copyOf(all);
    }

    private static void add(String prefix, JsonObject options, List<Option> all) {
        options.forEach(member -> {
            String name = prefix + member.getKey().replace('_', ' ');
            switch (member.getValue()) {
                case JsonObject nested -> add(name + ": ", nested, all);
                case JsonArray list when list.isEmpty() -> {}
                case JsonArray list ->
                    all.add(new Option(name, list.stream().map(String::valueOf).collect(Collectors.joining(", "))));
                case Boolean yes -> all.add(new Option(name, yes ? "yes" : "no"));
                case null -> {}
                case Object value -> all.add(new Option(name, value.toString()));
            }
        });
    }
}
