package io.taskforge.api.admin.client;

import io.taskforge.api.body.Form;
import io.taskforge.model.client.LimitRules;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A client's limits as they stand in the form.
 *
 * @param typed what stands in each field
 * @param flaws what is wrong with it
 * @param version of the limits that the form was filled with, which tells when somebody else has changed them since
 * @param meanwhile what was typed, where it is not what holds by now; nothing unless somebody else was quicker
 */
record LimitsForm(Map<Limit, String> typed, Map<Limit, String> flaws, String version, List<Difference> meanwhile) {

    private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

    private static final String NUMBER_RULE =
            "A number from 1 to " + LimitRules.HIGHEST + "; to let nothing through, disable the client.";
    private static final String BOTH_RULE = "Say how many a second and how many at once, or neither.";
    private static final String MODEL_RULE = "Names of models such as qwen3:1.7b, not “%s”.";
    private static final String HOST_RULE =
            "Names of hosts such as hooks.example.com, without scheme and port, not “%s”.";
    private static final String MOST_RULE = "Up to " + LimitRules.MOST_NAMES + " names.";

    /** Of a limit: what holds now, and what was typed. */
    record Difference(String label, String now, String typed) {}

    /** What came of reading it. */
    sealed interface Reading {

        record Good(SetLimits limits) implements Reading {}

        record Flawed(LimitsForm form) implements Reading {}
    }

    LimitsForm {
        typed = Map.copyOf(typed);
        flaws = Map.copyOf(flaws);
        meanwhile = List.copyOf(meanwhile);
    }

    /** Filled with what holds. */
    static LimitsForm of(SetLimits limits) {
        Map<Limit, String> texts = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            texts.put(limit, limits.text(limit));
        }
        return new LimitsForm(texts, Map.of(), limits.version(), List.of());
    }

    /** As it was sent. */
    static LimitsForm typed(Form form) {
        Map<Limit, String> texts = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            texts.put(limit, form.value(limit.column()).orElse("").strip());
        }
        return new LimitsForm(texts, Map.of(), form.value("version").orElse(""), List.of());
    }

    /** Filled with what holds by now, and what was typed instead beside it. */
    static LimitsForm changedMeanwhile(SetLimits current, SetLimits wanted) {
        LimitsForm form = of(current);
        return new LimitsForm(
                form.typed,
                Map.of(),
                form.version,
                wanted.differences(current).stream()
                        .map(limit -> new Difference(limit.label(), current.words(limit), wanted.words(limit)))
                        .toList());
    }

    String text(Limit limit) {
        return typed.getOrDefault(limit, "");
    }

    String flaw(Limit limit) {
        return flaws.getOrDefault(limit, "");
    }

    Reading read() {
        Map<Limit, String> found = new EnumMap<>(Limit.class);
        Map<Limit, Integer> numbers = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.numbers()) {
            if (!text(limit).isEmpty()) {
                LimitRules.number(text(limit))
                        .ifPresentOrElse(number -> numbers.put(limit, number), () -> found.put(limit, NUMBER_RULE));
            }
        }
        both(Limit.SUBMIT_PER_SECOND, Limit.SUBMIT_BURST, found);
        both(Limit.READ_PER_SECOND, Limit.READ_BURST, found);
        Map<Limit, List<String>> lists = new EnumMap<>(Limit.class);
        names(Limit.ALLOWED_MODELS, LimitRules::model, MODEL_RULE, lists, found);
        names(Limit.CALLBACK_HOSTS, LimitRules::callbackHost, HOST_RULE, lists, found);
        return found.isEmpty()
                ? new Reading.Good(new SetLimits(numbers, lists))
                : new Reading.Flawed(new LimitsForm(typed, found, version, List.of()));
    }

    /** A rate is two numbers. */
    private void both(Limit perSecond, Limit burst, Map<Limit, String> found) {
        if (text(perSecond).isEmpty() != text(burst).isEmpty()) {
            found.putIfAbsent(text(perSecond).isEmpty() ? perSecond : burst, BOTH_RULE);
        }
    }

    /** With commas, spaces or line ends between them. */
    private void names(
            Limit limit,
            Function<String, Optional<String>> rule,
            String ruleText,
            Map<Limit, List<String>> lists,
            Map<Limit, String> found) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : BETWEEN.split(text(limit), -1)) {
            if (!name.isEmpty()) {
                rule.apply(name).ifPresentOrElse(names::add, () -> found.putIfAbsent(limit, ruleText.formatted(name)));
            }
        }
        if (names.size() > LimitRules.MOST_NAMES) {
            found.putIfAbsent(limit, MOST_RULE);
        }
        if (!names.isEmpty()) {
            lists.put(limit, List.copyOf(names));
        }
    }

    /** In words, for a line above the form. */
    public String flawed() {
        return flaws.keySet().stream().sorted().map(Limit::label).collect(Collectors.joining(", "));
    }
}
