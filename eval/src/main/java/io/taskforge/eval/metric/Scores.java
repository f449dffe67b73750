package io.taskforge.eval.metric;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The figures of one contender, for one specification or many. */
public final class Scores {

    private final Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
    private final Map<String, Integer> broken = new TreeMap<>();
    private final Map<String, Integer> rawBroken = new TreeMap<>();

    public void add(Metric metric, Figure figure) {
        figures.merge(metric, figure, Figure::plus);
    }

    public void addAll(Scores other) {
        other.figures.forEach(this::add);
        other.broken.forEach((code, times) -> broken.merge(code, times, Integer::sum));
        other.rawBroken.forEach((code, times) -> rawBroken.merge(code, times, Integer::sum));
    }

    void broke(String code) {
        broken.merge(code, 1, Integer::sum);
    }

    void brokeRaw(String code) {
        rawBroken.merge(code, 1, Integer::sum);
    }

    public Figure of(Metric metric) {
        return figures.getOrDefault(metric, Figure.NONE);
    }

    /** How often each rule was broken by a result. */
    public Map<String, Integer> broken() {
        return Map.copyOf(broken);
    }

    /** How often each rule was broken by a draft before any check. */
    public Map<String, Integer> rawBroken() {
        return Map.copyOf(rawBroken);
    }
}
