package io.taskforge.worker.ingest;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands before the requirements of a text that has sections for them. Such a text tells first why it is written: of the market,
 * of how things are today, of theory. Lists and tables there name things, and nothing makes work of them but that they are lists.
 *
 * <p>Only where the sections of requirements begin in the first half and hold more than what would be left out: some texts put all
 * they ask for under headings of their own and come to "Non-functional requirements" last.
 */
final class Foreword {

    private static final int WORK_AT_LEAST = 5;

    /** Sections that ask how well rather than what: often the only ones that say so of themselves. */
    private static final Pattern QUALITIES = Pattern.compile(
            "non[- ]?func|quality|technical|constraint|performance|security|nicht[- ]?funktional|qualität|technisch|no func|não func|non fonc|non funz|calidad|qualidade|restric|restriç|contraint|非功能|非機能",
            Pattern.CASE_INSENSITIVE);

    private Foreword() {}

    static List<Found> without(List<Found> found, List<Chapter> chapters) {
        int first = chapters.stream()
                .filter(chapter -> chapter.topic() == Topic.WORK
                        && !QUALITIES.matcher(chapter.section().heading()).find())
                .mapToInt(Chapter::index)
                .findFirst()
                .orElse(0);
        long asked = found.stream()
                .filter(one -> one.isWork()
                        && !one.isOnlyTold()
                        && chapters.get(one.section()).topic() == Topic.WORK)
                .count();
        long told = found.stream()
                .filter(one -> one.isOnlyTold() && one.section() < first)
                .count();
        int half = chapters.getLast().section().lines().end() / 2;
        boolean late = chapters.get(first).section().lines().start() > half;
        if (late || asked < WORK_AT_LEAST || asked <= told) {
            return found;
        }
        return found.stream()
                .filter(one -> !one.isOnlyTold() || one.section() >= first)
                .toList();
    }
}
