package io.taskforge.worker.model;

import io.taskforge.model.job.ModelAnswer;

/**
 * Hears of answers of the model that were not used as they were, and of those that took their place; of each once, when it is known what
 * became of it. Called on the drafting thread, so it must not block.
 */
@FunctionalInterface
public interface AnswerObserver {

    AnswerObserver NOBODY = answer -> {};

    void answered(ModelAnswer answer);
}
