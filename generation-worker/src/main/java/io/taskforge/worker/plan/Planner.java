package io.taskforge.worker.plan;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.plan.DraftingPlan.Epic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Plans the tickets of a specification that asks for something. */
public final class Planner {

    /** Up to here every statement is a ticket of its own unless the client says otherwise; beyond, statements share tickets. */
    private static final int ONE_EACH = 16;

    /** Below this many tickets, an epic over all of them says nothing that the specification's title does not. */
    private static final int TICKETS_WORTH_AN_EPIC = 3;

    /** @throws IllegalArgumentException when nothing asks for work */
    public DraftingPlan plan(SpecDocument spec, GenerationOptions options) {
        List<Statement> work = spec.work();
        if (work.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to plan in a specification that asks for nothing");
        }
        List<Component> components = new Components(spec).all();
        int limit = options.ticketLimit();
        Map<List<Statement>, List<Double>> closenesses = new HashMap<>();
        int target = options.ticketCount() == null
                ? target(distinct(components, closenesses), options)
                : target(work.size(), options);
        String and = Components.and(spec.language());
        List<Group> groups = groups(components, target, and, closenesses);
        if (!options.includeEpics()) {
            return new DraftingPlan(groups, List.of());
        }
        while (options.ticketCount() == null && target > 1 && target + epicsWanted(groups) > limit) {
            target--;
            groups = groups(components, target, and, closenesses);
        }
        return withEpics(groups, spec, limit);
    }

    /** How many tickets the statements are worth when those of one pattern share one: nobody asked for them apart. */
    private static int distinct(List<Component> components, Map<List<Statement>, List<Double>> known) {
        return components.stream()
                .mapToInt(component -> Clusters.distinct(
                        component.statements(), known.computeIfAbsent(component.statements(), Clusters::closenesses)))
                .sum();
    }

    private static int target(int statements, GenerationOptions options) {
        int limit = options.ticketLimit();
        if (options.ticketCount() != null) {
            return Math.min(Math.min(options.ticketCount(), statements), limit);
        }
        int beyond = Math.max(0, statements - ONE_EACH);
        return Math.min(limit, Math.min(statements, ONE_EACH) + (beyond * 3 + 4) / 5);
    }

    /** @param known how close the statements of a component are, told once for all the counts that are tried */
    private static List<Group> groups(
            List<Component> components, int target, String and, Map<List<Statement>, List<Double>> known) {
        List<Component> merged = new ArrayList<>(components);
        while (merged.size() > target) {
            mergeSmallestNeighbours(merged, and);
        }
        List<List<Double>> closenesses = merged.stream()
                .map(component -> known.computeIfAbsent(component.statements(), Clusters::closenesses))
                .toList();
        int[] quotas = quotas(merged, closenesses, target);
        return IntStream.range(0, merged.size())
                .mapToObj(i -> new Group(
                        merged.get(i).name(),
                        merged.get(i).section(),
                        merged.get(i).statements(),
                        quotas[i],
                        -1))
                .toList();
    }

    /** Every statement its own ticket, then one ticket less wherever two of them are closest, until there are few enough. */
    private static int[] quotas(List<Component> components, List<List<Double>> closenesses, int target) {
        int[] merges = new int[components.size()];
        int tickets = components.stream().mapToInt(c -> c.statements().size()).sum();
        while (tickets > target) {
            int best = -1;
            for (int i = 0; i < merges.length; i++) {
                boolean possible = merges[i] < closenesses.get(i).size();
                if (possible
                        && (best < 0
                                || closenesses.get(i).get(merges[i])
                                        > closenesses.get(best).get(merges[best]))) {
                    best = i;
                }
            }
            merges[best]++;
            tickets--;
        }
        int[] quotas = new int[merges.length];
        for (int i = 0; i < quotas.length; i++) {
            quotas[i] = components.get(i).statements().size() - merges[i];
        }
        return quotas;
    }

    private static void mergeSmallestNeighbours(List<Component> components, String and) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < components.size(); i++) {
            int size = components.get(i).statements().size()
                    + components.get(i + 1).statements().size();
            if (size < least) {
                least = size;
                best = i;
            }
        }
        components.set(best, components.get(best).with(components.get(best + 1), and));
        components.remove(best + 1);
    }

    private static int epicsWanted(List<Group> groups) {
        int several = (int) groups.stream()
                .filter(group -> group.tickets() >= TICKETS_WORTH_AN_EPIC && !Components.cutsAcross(group.component()))
                .count();
        return Math.max(1, several);
    }

    /** Epics only use what the limit leaves beside the tickets; the groups with most tickets come first. */
    private static DraftingPlan withEpics(List<Group> groups, SpecDocument spec, int limit) {
        int tickets = groups.stream().mapToInt(Group::tickets).sum();
        int room = limit - tickets;
        List<Integer> worthy = IntStream.range(0, groups.size())
                .filter(i -> groups.get(i).tickets() >= 2)
                .boxed()
                .toList();
        if (room < 1 || tickets < TICKETS_WORTH_AN_EPIC) {
            return new DraftingPlan(groups, List.of());
        }
        if (worthy.isEmpty() || groups.size() == 1) {
            String name = groups.size() == 1
                            && !Components.isGeneric(groups.getFirst().component())
                    ? groups.getFirst().component()
                    : spec.title();
            int section = groups.size() == 1 ? groups.getFirst().section() : -1;
            return new DraftingPlan(
                    groups.stream().map(group -> inEpic(group, 0)).toList(), List.of(new Epic(name, section)));
        }
        List<Integer> chosen = worthy.stream()
                .sorted(Comparator.comparing((Integer i) ->
                                Components.cutsAcross(groups.get(i).component()))
                        .thenComparing(i -> -groups.get(i).tickets()))
                .limit(room)
                .sorted()
                .toList();
        List<Epic> epics = new ArrayList<>();
        List<Group> result = new ArrayList<>(groups);
        for (int i : chosen) {
            result.set(i, inEpic(groups.get(i), epics.size()));
            epics.add(new Epic(
                    epicTitle(groups.get(i), spec, epics), groups.get(i).section()));
        }
        return new DraftingPlan(result, epics);
    }

    private static Group inEpic(Group group, int epic) {
        return new Group(group.component(), group.section(), group.statements(), group.tickets(), epic);
    }

    /** "Requirements" names every specification's epic and so none. */
    private static String epicTitle(Group group, SpecDocument spec, List<Epic> taken) {
        boolean titleTaken = taken.stream().anyMatch(epic -> epic.title().equals(spec.title()));
        return Components.isGeneric(group.component()) && !titleTaken ? spec.title() : group.component();
    }
}
