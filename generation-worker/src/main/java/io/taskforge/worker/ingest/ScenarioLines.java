package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;

/** Puts Given, When and Then that stand on lines of their own back together. */
final class ScenarioLines {

    private ScenarioLines() {}

    /** The sentences, with every run of steps that has a "when" and a "then" as one. */
    static List<Passage> joined(List<Passage> sentences) {
        List<Passage> joined = new ArrayList<>();
        int i = 0;
        int barren = 0;
        while (i < sentences.size()) {
            int end = i < barren ? i : endOfSteps(sentences, i);
            if (end > i + 1) {
                joined.add(join(sentences.subList(i, end)));
                i = end;
            } else {
                barren = Math.max(barren, -end);
                joined.add(sentences.get(i++));
            }
        }
        return joined;
    }

    /** @return where the steps that begin here end; when nothing follows from them, the same negated, since none of them leads anywhere */
    private static int endOfSteps(List<Passage> sentences, int from) {
        int first = Shapes.step(sentences.get(from).text());
        if (first != 0 && first != 1) {
            return from;
        }
        boolean then = false;
        int i = from + 1;
        while (i < sentences.size()) {
            int step = Shapes.step(sentences.get(i).text());
            if (step < 0 || step == 0 || (then && step == 1)) {
                break;
            }
            then |= step == 2;
            i++;
        }
        return then ? i : -i;
    }

    private static Passage join(List<Passage> steps) {
        Passage.Builder text = new Passage.Builder();
        for (Passage step : steps) {
            String words = step.text();
            boolean first = text.length() == 0;
            if (!first) {
                text.append(", ", step.firstLine());
                words = Character.toLowerCase(words.charAt(0)) + words.substring(1);
            }
            text.append(words.replaceFirst("[,.;]$", ""), step.firstLine());
        }
        text.append('.', steps.getLast().lastLine());
        return text.passage();
    }
}
