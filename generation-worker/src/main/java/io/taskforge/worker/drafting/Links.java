package io.taskforge.worker.drafting;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.NeedsRequest;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.link.Link;
import io.taskforge.worker.link.Linker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gives drafts their needs: by rules what the text states, and where the client wants them inferred also what the engine sees. */
final class Links {

    /** As many needs as a ticket may have by rules; one that waits for more is rather one that comes last. */
    private static final int NEEDS_AT_MOST = 4;

    private final Drafter drafter;
    private final Checks checks;
    private final Progress progress;

    Links(Drafter drafter, Checks checks, Progress progress) {
        this.drafter = drafter;
        this.checks = checks;
        this.progress = progress;
    }

    List<Draft> of(List<Draft> drafts, SpecDocument spec, DependencyMode mode) {
        List<Draft> linked = byRules(drafts, spec, mode, checks);
        return mode == DependencyMode.INFERRED ? alsoByEngine(linked) : linked;
    }

    /** What the text states, and where the client wants it also what it lets infer. */
    static List<Draft> byRules(List<Draft> drafts, SpecDocument spec, DependencyMode mode, Checks checks) {
        Linker linker = new Linker();
        List<Link> links = linker.links(spec, outlines(drafts), mode);
        linker.circles()
                .forEach(circle ->
                        checks.noteCircle(circle.stream().map(drafts::get).toList()));
        List<Draft> linked = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Set<Integer> needs = new TreeSet<>();
            Set<Integer> inferred = new TreeSet<>();
            for (Link link : links) {
                if (link.from() == i) {
                    needs.add(drafts.get(link.to()).position());
                    if (!link.stated()) {
                        inferred.add(drafts.get(link.to()).position());
                    }
                }
            }
            linked.add(drafts.get(i).withNeeds(needs, inferred));
        }
        return linked;
    }

    private List<Draft> alsoByEngine(List<Draft> drafts) {
        List<TicketOutline> outlines = outlines(drafts);
        List<Draft> linked = new ArrayList<>(drafts);
        for (int i = 1; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            Set<Integer> needs = new TreeSet<>(draft.needs());
            Set<Integer> inferred = new TreeSet<>(draft.inferredNeeds());
            progress.linking(i, drafts.size());
            for (int index : drafter.needs(new NeedsRequest(outlines, i))) {
                int position = drafts.get(index).position();
                if (index < i && needs.size() < NEEDS_AT_MOST && needs.add(position)) {
                    inferred.add(position);
                }
            }
            linked.set(i, draft.withNeeds(needs, inferred));
        }
        return linked;
    }

    private static List<TicketOutline> outlines(List<Draft> drafts) {
        return drafts.stream().map(Draft::outline).toList();
    }
}
