package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.chat.Chat;
import io.taskforge.worker.chat.Hopeless;
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
import java.util.Set;

/** Asks the model unit by unit: one small class for each step, and what they share in {@link ModelJob}. */
final class ModelDrafter implements Drafter {

    private final ModelJob job;
    private final Outlining outlining;
    private final Expansion expansion;
    private final Repair repair;
    private final Linking linking;
    private final Summing summing;

    ModelDrafter(
            Chat chat,
            SpecDocument spec,
            GenerationOptions options,
            DraftingEngine rules,
            Hopeless hopeless,
            AnswerObserver observer) {
        job = new ModelJob(chat, spec, options, rules, hopeless, observer);
        outlining = new Outlining(job);
        expansion = new Expansion(job);
        repair = new Repair(job, expansion);
        linking = new Linking(job);
        summing = new Summing(job);
    }

    @Override
    public List<TicketOutline> outline(OutlineRequest request) {
        List<TicketOutline> outlines = outlining.outline(request);
        job.outlined(outlines.size());
        return outlines;
    }

    @Override
    public TicketBody expand(ExpandRequest request) {
        TicketBody body = expansion.expand(request);
        job.written();
        return body;
    }

    @Override
    public TicketBody repair(RepairRequest request) {
        return repair.repair(request);
    }

    @Override
    public Set<Integer> needs(NeedsRequest request) {
        return linking.needs(request);
    }

    @Override
    public DraftingWords summarise(List<TicketOutline> outlines) {
        return summing.summarise(outlines);
    }

    @Override
    public List<DraftingNote> notes() {
        return job.notes().all();
    }

    @Override
    public DraftingRecord record() {
        return job.tally().record(job.chat().provenance(), job.seed());
    }

    @Override
    public void close() {
        job.close();
    }
}
