package io.taskforge.eval.contender;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingNote;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.DraftingWords;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.NeedsRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.RepairRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An engine that keeps what it handed to the pipeline, so that drafts can be judged as they were before the pipeline's checks. What a
 * model engine mends itself on the way from answer to draft is behind this seam and not seen.
 */
final class RecordingEngine implements DraftingEngine {

    private final DraftingEngine engine;
    private final Map<Integer, RawDraft> first = new TreeMap<>();

    RecordingEngine(DraftingEngine engine) {
        this.engine = engine;
    }

    /** The first writing of every ticket, in order. */
    List<RawDraft> drafts() {
        return List.copyOf(first.values());
    }

    @Override
    public Drafter open(SpecDocument spec, GenerationOptions options) {
        return new Recording(engine.open(spec, options));
    }

    private final class Recording implements Drafter {

        private final Drafter drafter;

        Recording(Drafter drafter) {
            this.drafter = drafter;
        }

        @Override
        public List<TicketOutline> outline(OutlineRequest request) {
            return drafter.outline(request);
        }

        @Override
        public TicketBody expand(ExpandRequest request) {
            TicketBody body = drafter.expand(request);
            TicketOutline outline = request.outline();
            first.putIfAbsent(
                    request.position(),
                    new RawDraft(
                            outline.title(),
                            body.about(),
                            body.checks(),
                            body.labels(),
                            body.points(),
                            outline.covers().size()));
            return body;
        }

        @Override
        public TicketBody repair(RepairRequest request) {
            return drafter.repair(request);
        }

        @Override
        public Set<Integer> needs(NeedsRequest request) {
            return drafter.needs(request);
        }

        @Override
        public DraftingWords summarise(List<TicketOutline> outlines) {
            return drafter.summarise(outlines);
        }

        @Override
        public List<DraftingNote> notes() {
            return drafter.notes();
        }

        @Override
        public DraftingRecord record() {
            return drafter.record();
        }

        @Override
        public void close() {
            drafter.close();
        }
    }
}
