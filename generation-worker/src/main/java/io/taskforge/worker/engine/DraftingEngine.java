package io.taskforge.worker.engine;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.ingest.SpecDocument;

/** One way of drafting: {@code rules} or {@code model}. Both pass the same conformance suite. */
public interface DraftingEngine {

    /**
     * Opens a drafter for one job.
     *
     * @throws DraftingFailure when the engine cannot draft at all, for instance because the model's server is unreachable
     */
    Drafter open(SpecDocument spec, GenerationOptions options);
}
