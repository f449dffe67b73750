package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.chat.ChatCall;
import io.taskforge.worker.chat.TokenBudget;

/**
 * The tokens that a job may still let the model write: {@code options.budget.max_output_tokens} over all calls of one attempt. It is a
 * hard stop. No call may write more than is left; when nothing is left, a ticket that has not been written ends the job as
 * {@code budget_exhausted} with its drafts kept, because an own budget is no reason to put the rules in the model's place unasked. What
 * tickets can do without (a repair, inferred dependencies, the summary) is left out instead, and a finding says so.
 *
 * <p>Where the server does not count, the estimate for what was written counts; an answer that could not be read counts as all that
 * it was allowed.
 */
final class Allowance {

    /** In fewer tokens nothing can be said. */
    private static final int LEAST = 32;

    private long left;

    Allowance(GenerationOptions options) {
        boolean bounded = options.budget() != null && options.budget().maxOutputTokens() != null;
        left = bounded ? options.budget().maxOutputTokens() : Long.MAX_VALUE;
    }

    boolean usedUp() {
        return left < LEAST;
    }

    /** The call, allowed no more than what is left. */
    ChatCall within(ChatCall call) {
        return call.numPredict() <= left
                ? call
                : new ChatCall(call.system(), call.user(), call.schema(), (int) left, call.temperature(), call.seed());
    }

    void spend(ChatCall call, Answer answer) {
        left -= switch (answer) {
            case Answer.Written written -> spent(written);
            case Answer.Spoiled spoiled -> spoiled.how() == Answer.Spoil.GIVEN_UP ? 0 : call.numPredict();
            case Answer.TooLong tooLong ->
                tooLong.wasted().map(Allowance::spent).orElse(0L);
        };
    }

    private static long spent(Answer.Written written) {
        return written.completionTokens().orElseGet(() -> (long) TokenBudget.estimate(written.content()));
    }
}
