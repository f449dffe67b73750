package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Words;
import io.taskforge.worker.plan.Components;
import java.util.List;
import java.util.Optional;

/**
 * One title for statements made after one pattern: what they share is said once, and what tells them apart is listed where it stands,
 * as in "Provide a method for setting and getting the locale".
 */
final class SharedTitle {

    /** Fewer words in common are a verb and its article, which say nothing of a pattern. */
    private static final int SHARED_AT_LEAST = 4;

    private SharedTitle() {}

    /** Empty where the titles do not differ in one place alone, or where the one would be too long. */
    static Optional<String> of(List<String> titles, String language) {
        List<List<String>> words =
                titles.stream().map(title -> List.of(title.split(" "))).toList();
        int shortest = words.stream().mapToInt(List::size).min().orElse(0);
        int before = 0;
        while (before < shortest && sameAt(words, before, false)) {
            before++;
        }
        int behind = 0;
        while (before + behind < shortest && sameAt(words, behind, true)) {
            behind++;
        }
        // What tells one apart must not be nothing: "Show totals" and "Show totals by month" are no list.
        if (before == 0 || before + behind < SHARED_AT_LEAST || before + behind == shortest || titles.size() < 2) {
            return Optional.empty();
        }
        int from = before;
        int after = behind;
        List<String> apart = words.stream()
                .map(title -> String.join(" ", title.subList(from, title.size() - after)))
                .distinct()
                .toList();
        List<String> first = words.getFirst();
        String title = String.join(" ", first.subList(0, from)) + " " + listed(apart, language) + " "
                + String.join(" ", first.subList(first.size() - after, first.size()));
        boolean listable = apart.stream()
                .allMatch(part -> !part.contains(",")
                        && !Words.content(part).isEmpty()
                        && part.split(" ", -1).length <= from + after);
        return listable && Script.length(title.strip()) <= Titles.LIMIT ? Optional.of(title.strip()) : Optional.empty();
    }

    private static boolean sameAt(List<List<String>> titles, int place, boolean fromBehind) {
        return titles.stream()
                        .map(title -> title.get(fromBehind ? title.size() - 1 - place : place))
                        .distinct()
                        .count()
                == 1;
    }

    private static String listed(List<String> parts, String language) {
        return parts.size() == 1
                ? parts.getFirst()
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " " + Components.and(language) + " "
                        + parts.getLast();
    }
}
