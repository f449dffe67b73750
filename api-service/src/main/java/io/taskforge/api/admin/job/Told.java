package io.taskforge.api.admin.job;

import io.taskforge.api.admin.page.Notice;
import io.taskforge.api.failure.FailureCode;
import java.util.Optional;

/**
 * What became of an action, told on the page that follows, with what stood in the way: somebody else may have been quicker.
 */
enum Told implements Notice {
    CANCELLED("Cancelled. No worker had it any more, or none yet."),
    CANCELLING("Told to stop. Its worker lets go within seconds; if it does not answer, the job is ended without it."),
    TOO_LATE_TO_CANCEL("Nothing was cancelled: the job had ended before."),
    RETRIED("This is a new job of the same request. The job that it repeats stays as it is."),
    NOT_RETRYABLE("Not run again: the job goes on, or has completed."),
    INPUT_GONE("Not run again: its specification is no longer kept. Whoever has it can submit it anew."),
    BASE_GONE("Not run again: it builds on an earlier job whose result is no longer kept. A new request is needed."),
    TOO_MANY(
            "Not run again: its client has as many jobs waiting or running as it may. Try again when some have ended."),
    TOO_OFTEN("Not run again: its client has submitted as much as it may for now. Try again later."),
    CLIENT_DISABLED("Not run again: its client is disabled. Enable the client first."),
    NO_LONGER_ALLOWED(
            "Not run again: its client may no longer ask for this. Its model is not offered to it, or its callback may not go there."),
    REDELIVERED("The callback is due now. Load the page again in a moment: what came of it then stands below."),
    NO_CALLBACK("Nothing was sent: the job was submitted without a callback URL."),
    NOT_ENDED("Nothing was done: the job has not ended."),
    ERASED("Erased. What is left is this record."),
    NOTHING_TO_ERASE("There was nothing left to erase: retention, or somebody else, was quicker.");

    private final String words;

    Told(String words) {
        this.words = words;
    }

    @Override
    public String words() {
        return words;
    }

    /** Empty for what is no ordinary answer to an action. */
    static Optional<Told> of(FailureCode refusal) {
        return switch (refusal) {
            case JOB_NOT_CANCELLABLE -> Optional.of(TOO_LATE_TO_CANCEL);
            case JOB_NOT_RETRYABLE -> Optional.of(NOT_RETRYABLE);
            case INPUT_PURGED -> Optional.of(INPUT_GONE);
            case BASE_JOB_UNUSABLE -> Optional.of(BASE_GONE);
            case ACTIVE_JOB_LIMIT_REACHED -> Optional.of(TOO_MANY);
            case RATE_LIMITED -> Optional.of(TOO_OFTEN);
            case MODEL_NOT_ALLOWED, CALLBACK_URL_REJECTED, VALIDATION_FAILED -> Optional.of(NO_LONGER_ALLOWED);
            case CALLBACK_NOT_CONFIGURED -> Optional.of(NO_CALLBACK);
            case JOB_NOT_TERMINAL -> Optional.of(NOT_ENDED);
            default -> Optional.empty();
        };
    }
}
