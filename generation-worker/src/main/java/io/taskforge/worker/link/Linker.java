package io.taskforge.worker.link;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;

/** Links outlined tickets. The result has no cycle, whatever the text says: what would close one is left out. */
public final class Linker {

    /** A ticket that waits for more than this is rather one that comes last. */
    private static final int NEEDS_AT_MOST = 4;

    private final List<List<Integer>> circles = new ArrayList<>();

    /**
     * The circles that the last call found and opened, each the indices of its tickets in order: the first one's need of the second is
     * the one that was left out.
     */
    public List<List<Integer>> circles() {
        return List.copyOf(circles);
    }

    public List<Link> links(SpecDocument spec, List<TicketOutline> outlines, DependencyMode mode) {
        if (mode == DependencyMode.NONE || outlines.size() < 2) {
            return List.of();
        }
        List<Node> nodes = new ArrayList<>();
        for (TicketOutline outline : outlines) {
            List<Statement> statements = outline.covers().stream()
                    .map(number -> spec.statements().get(number - 1))
                    .toList();
            nodes.add(Node.of(outline, statements));
        }
        List<Link> candidates = new ArrayList<>();
        candidates.addAll(new StatedNeeds(nodes).links());
        candidates.addAll(new Outcomes(nodes).links());
        candidates.addAll(new Producers(nodes).links(mode == DependencyMode.INFERRED));
        return acyclic(candidates, nodes.size());
    }

    /** In order of certainty: what comes later never pushes out what came before. */
    private List<Link> acyclic(List<Link> candidates, int size) {
        Reach reach = new Reach(size);
        List<Link> links = new ArrayList<>();
        for (Link link : candidates) {
            boolean full =
                    links.stream().filter(one -> one.from() == link.from()).count() >= NEEDS_AT_MOST;
            boolean implied = !link.stated() && reach.leads(link.from(), link.to());
            if (full || implied || link.from() == link.to()) {
                continue;
            }
            List<Integer> way = reach.way(link.to(), link.from());
            if (way.isEmpty() && reach.add(link.from(), link.to())) {
                links.add(link);
            } else if (!way.isEmpty() && link.stated()) {
                way.addFirst(way.removeLast());
                circles.add(List.copyOf(way));
            }
        }
        return links;
    }

    /** Which ticket leads to which. */
    private static final class Reach {
        private final boolean[][] needs;

        Reach(int size) {
            needs = new boolean[size][size];
        }

        /** False, and nothing added, when the link is there already. */
        boolean add(int from, int to) {
            if (needs[from][to]) {
                return false;
            }
            needs[from][to] = true;
            return true;
        }

        /** Whether the one waits for the other already, by way of others or not. */
        boolean leads(int from, int to) {
            return !way(from, to).isEmpty();
        }

        /** A way from one to the other along needs, both included; empty when there is none. */
        List<Integer> way(int from, int to) {
            List<Integer> way = new ArrayList<>();
            return reaches(from, to, new boolean[needs.length], way) ? way : List.of();
        }

        private boolean reaches(int from, int to, boolean[] seen, List<Integer> way) {
            way.add(from);
            if (from == to) {
                return true;
            }
            seen[from] = true;
            for (int next = 0; next < needs.length; next++) {
                if (needs[from][next] && !seen[next] && reaches(next, to, seen, way)) {
                    return true;
                }
            }
            way.removeLast();
            return false;
        }
    }
}
