package io.taskforge.worker.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the phases of a plan name again: "Phase 1: reminders, badges" after a chapter on each. Where all words of an item were used by
 * what is asked for elsewhere, it only says when, and would make a second ticket of the same.
 */
final class Restated {

    private Restated() {}

    static List<Found> without(List<Found> found, List<Chapter> chapters) {
        Set<String> asked = new HashSet<>();
        found.stream().filter(one -> one.isWork() && !inPhase(one, chapters)).forEach(one -> {
            asked.addAll(Words.content(one.text()));
            asked.addAll(Words.content(chapters.get(one.section()).section().heading()));
        });
        return found.stream()
                .filter(one -> !(inPhase(one, chapters)
                        && one.kind() == StatementKind.LIST_ITEM
                        && one.details().isEmpty()
                        && asked.containsAll(Words.content(one.text()))))
                .toList();
    }

    private static boolean inPhase(Found one, List<Chapter> chapters) {
        Section section = chapters.get(one.section()).section();
        return section.parent() >= 0
                && chapters.get(section.parent()).topic() == Topic.MILESTONE
                && TopicWords.PHASE
                        .matcher(Headings.withoutNumber(section.heading()))
                        .matches();
    }
}
