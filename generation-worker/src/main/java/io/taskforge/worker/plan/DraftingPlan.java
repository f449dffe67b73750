package io.taskforge.worker.plan;

import java.util.List;

/**
 * What is to be drafted.
 *
 * @param groups in the order of the specification; every statement that asks for work is in exactly one
 * @param epics what the groups' {@link Group#epic()} points into; each has at least two tickets below it
 */
public record DraftingPlan(List<Group> groups, List<Epic> epics) {

    public DraftingPlan {
        groups = List.copyOf(groups);
        epics = List.copyOf(epics);
    }

    /** An epic's name, and the section it stands for; -1 when it stands for the whole specification. */
    public record Epic(String title, int section) {}

    /** Tickets to draft, epics not counted. */
    public int tickets() {
        return groups.stream().mapToInt(Group::tickets).sum();
    }
}
