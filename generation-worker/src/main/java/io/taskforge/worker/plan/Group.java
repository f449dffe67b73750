package io.taskforge.worker.plan;

import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that belong together, usually a section's.
 *
 * @param component what they are about
 * @param section the one that names them
 * @param tickets how many tickets they get, 1 to {@code statements.size()}
 * @param epic index into {@link DraftingPlan#epics()}, or -1
 */
public record Group(String component, int section, List<Statement> statements, int tickets, int epic) {

    /** More statements at once than this make a request that a small model loses track of. */
    private static final int STATEMENTS_PER_REQUEST = 14;

    public Group {
        statements = List.copyOf(statements);
    }

    /** The group's outline requests: one, or several of a size that a small model can follow. */
    public List<OutlineRequest> requests() {
        int parts = Math.min(tickets, (statements.size() + STATEMENTS_PER_REQUEST - 1) / STATEMENTS_PER_REQUEST);
        List<Integer> sizes = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = statements.size() * part / parts;
            sizes.add(statements.size() * (part + 1) / parts - from);
        }
        List<Integer> quotas = Quotas.of(tickets, worth(sizes));
        List<OutlineRequest> requests = new ArrayList<>();
        int from = 0;
        for (int part = 0; part < parts; part++) {
            int to = from + sizes.get(part);
            requests.add(new OutlineRequest(quotas.get(part), component, statements.subList(from, to)));
            from = to;
        }
        return requests;
    }

    /** How many tickets the statements of each part are worth: one for siblings, unless so many are wanted that they must part. */
    private List<Integer> worth(List<Integer> sizes) {
        if (sizes.size() == 1) {
            return sizes;
        }
        List<Integer> worth = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            List<Statement> part = statements.subList(from, from + size);
            worth.add(Clusters.distinct(part, Clusters.closenesses(part)));
            from += size;
        }
        return worth.stream().mapToInt(Integer::intValue).sum() >= tickets ? worth : sizes;
    }
}
