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
        candidates.addAll(new Producers(nodes).links(mode == DependencyMode.INFERRED));
        return acyclic(candidates, nodes.size());
    }

    /** In order of certainty: what comes later never pushes out what came before. */
    private static List<Link> acyclic(List<Link> candidates, int size) {
        Reach reach = new Reach(size);
        List<Link> links = new ArrayList<>();
        for (Link link : candidates) {
            boolean full =
                    links.stream().filter(one -> one.from() == link.from()).count() >= NEEDS_AT_MOST;
            boolean implied = !link.stated() && reach.leads(link.from(), link.to());
            if (!full && !implied && reach.add(link.from(), link.to())) {
                links.add(link);
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

        /** False, and nothing added, when the link is there already, points to itself or closes a cycle. */
        boolean add(int from, int to) {
            if (from == to || needs[from][to] || reaches(to, from, new boolean[needs.length])) {
                return false;
            }
            needs[from][to] = true;
            return true;
        }

        /** Whether the one waits for the other already, by way of others or not. */
        boolean leads(int from, int to) {
            return reaches(from, to, new boolean[needs.length]);
        }

        private boolean reaches(int from, int to, boolean[] seen) {
            if (from == to) {
                return true;
            }
            seen[from] = true;
            for (int next = 0; next < needs.length; next++) {
                if (needs[from][next] && !seen[next] && reaches(next, to, seen)) {
                    return true;
                }
            }
            return false;
        }
    }
}
