package io.taskforge.api.admin.result;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;

/**
 * Why there is no result to show, and what can be done about it.
 *
 * @param comes whether one may come by itself
 */
record MissingResult(FailureCode code, String title, String told, String cure, boolean comes) {

    static MissingResult of(KeptResult kept) {
        return switch (kept.status()) {
            case QUEUED, RUNNING ->
                new MissingResult(
                        FailureCode.RESULT_NOT_READY,
                        "No result yet",
                        "The job is " + kept.status().word() + ".",
                        "Its result will be here when it has completed.",
                        true);
            case CANCELLING ->
                new MissingResult(
                        FailureCode.RESULT_NOT_READY,
                        "No result yet",
                        "The job is being cancelled.",
                        "What it has drafted until then will be here when it has ended.",
                        true);
            case COMPLETED -> gone(kept.timeIsUp());
            case FAILED -> ended(FailureCode.JOB_FAILED, "The job failed before it had drafted anything.");
            case CANCELLED -> ended(FailureCode.JOB_CANCELLED, "The job was cancelled before it had drafted anything.");
            case EXPIRED ->
                ended(
                        FailureCode.JOB_EXPIRED,
                        "The job was in the queue until its time was up, and never ran to an end.");
        };
    }

    private static MissingResult gone(boolean timeIsUp) {
        return new MissingResult(
                FailureCode.RESULT_EXPIRED,
                timeIsUp ? "The result has expired" : "The result was erased",
                timeIsUp
                        ? "It was kept for as long as its client was told, and then erased."
                        : "Somebody erased it before its time was up.",
                "To have tickets again, its client submits the specification again, under a new idempotency key.",
                false);
    }

    private static MissingResult ended(FailureCode code, String told) {
        return new MissingResult(
                code,
                "No result",
                told,
                "The job's page says what happened; from there it can be run again while its specification is kept.",
                false);
    }

    /** For who wants it as a file. */
    RequestFailure asFailure() {
        return new RequestFailure(code, told + " " + cure);
    }
}
