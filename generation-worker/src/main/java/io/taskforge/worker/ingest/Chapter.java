package io.taskforge.worker.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A section with what stands in it, before its subsections begin.
 *
 * @param index of the section
 * @param topic its own, or the one it inherits
 */
record Chapter(int index, Section section, Topic topic, List<Block> blocks) {

    /** Cuts blocks at their headings. The first chapter is what stands before any heading and may be empty. */
    static List<Chapter> of(List<Block> blocks, int lineCount) {
        List<Chapter> chapters = new ArrayList<>();
        long titles = blocks.stream()
                .filter(block -> block instanceof Block.Heading heading && heading.level() == 1)
                .count();
        Deque<Integer> open = new ArrayDeque<>();
        Block.Heading heading = null;
        int start = 1;
        List<Block> inside = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Heading next) {
                int at = Math.max(start, next.text().firstLine());
                chapters.add(chapter(chapters, open, heading, start, Math.max(start, at - 1), inside, titles));
                heading = next;
                start = at;
                inside = new ArrayList<>();
            } else {
                inside.add(block);
            }
        }
        chapters.add(chapter(chapters, open, heading, start, Math.max(start, lineCount), inside, titles));
        return chapters;
    }

    private static Chapter chapter(
            List<Chapter> before,
            Deque<Integer> open,
            Block.Heading heading,
            int start,
            int end,
            List<Block> blocks,
            long titles) {
        int index = before.size();
        LineSpan lines = new LineSpan(start, end);
        if (heading == null) {
            return new Chapter(index, new Section(0, "", lines, -1), Topic.NEUTRAL, blocks);
        }
        while (!open.isEmpty() && before.get(open.peek()).section().level() >= heading.level()) {
            open.pop();
        }
        int parent = open.isEmpty() ? -1 : open.peek();
        open.push(index);
        Section section = new Section(heading.level(), heading.text().text(), lines, parent);
        boolean title = heading.level() == 1 && titles == 1;
        Topic own = title ? Topic.NEUTRAL : Topic.of(section.heading());
        return new Chapter(
                index,
                section,
                inherited(
                        section.heading(),
                        own,
                        parent < 0 ? Topic.NEUTRAL : before.get(parent).topic()),
                blocks);
    }

    /** Phases of a plan hold what is to be built in them. What stands under "Non-goals" stays ruled out whatever its own heading; under "Background" a requirement heading counts. */
    private static Topic inherited(String heading, Topic own, Topic parent) {
        if (parent == Topic.MILESTONE
                && (own == Topic.NEUTRAL || own == Topic.WORK)
                && TopicWords.PHASE.matcher(Headings.withoutNumber(heading)).matches()) {
            return own;
        }
        return switch (parent) {
            case NON_GOAL, QUESTION, RISK, MILESTONE ->
                own == Topic.NEUTRAL || own == Topic.WORK || own == Topic.FLOW ? parent : own;
            case ASIDE -> own == Topic.NON_GOAL || own == Topic.QUESTION ? own : parent;
            case WORK, FLOW -> own == Topic.NEUTRAL || Topic.namesPart(heading) ? parent : own;
            case BACKGROUND, GOAL, WISH -> own == Topic.NEUTRAL ? parent : own;
            case NEUTRAL, ACCEPTANCE -> own;
        };
    }
}
