package io.taskforge.api.submission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the workers draft with, as far as an estimate must know it. The keys are theirs, so that one variable serves both services. */
@ConfigMapping(prefix = "taskforge.model")
interface DraftingModel {

    /** The model of jobs that name none. Another than the workers': estimates speak of the wrong one. */
    @WithDefault("qwen3:1.7b")
    String name();

    /** The window in tokens, for prompt and answer together. Larger than the workers': specifications are said to fit that do not. */
    @WithDefault("8192")
    int numCtx();
}
