package io.taskforge.eval.contender;

import io.taskforge.eval.gold.Spec;
import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.drafting.DraftingPipeline;
import io.taskforge.worker.engine.DraftingEngine;
import java.time.InstantSource;

/** The product: the whole pipeline with one of its engines, in this process. */
public final class Pipeline implements Contender {

    /** Any: nothing in a result depends on it but the id. */
    private static final JobId JOB =
            JobId.parse("019e4fae-f96a-78b2-be03-8633c38ea640").orElseThrow();

    private final String name;
    private final DraftingEngine engine;
    private final DraftingPipeline pipeline = new DraftingPipeline(InstantSource.system());

    public Pipeline(String name, DraftingEngine engine) {
        this.name = name;
        this.engine = engine;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Attempt draft(Spec spec, Integer tickets) {
        return draft(spec, options(tickets));
    }

    private Attempt draft(Spec spec, GenerationOptions options) {
        RecordingEngine recording = new RecordingEngine(engine);
        long start = System.nanoTime();
        TicketsResult result =
                pipeline.draft(JOB, new TicketSpec(spec.title(), spec.text(), options), recording, 0, progress -> {});
        long micros = (System.nanoTime() - start) / 1_000;
        return new Attempt(result, options.ticketLimit(), options.ticketCount(), recording.drafts(), true, micros);
    }

    /** All else is left to the defaults, as most clients do. */
    static GenerationOptions options(Integer tickets) {
        return new GenerationOptions(tickets, null, null, null, null, null, null, null, null, null, null, null);
    }
}
