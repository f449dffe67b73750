package io.taskforge.api.admin.job;

import io.taskforge.model.job.JobId;
import java.time.Duration;
import java.util.Optional;

/**
 * How the queue stands. Each count ends at {@value #COUNTED_TO}, which then stands for more.
 *
 * @param waiting queued
 * @param running and being cancelled
 * @param oldest of the queued jobs that may run now the one submitted first; one that waits for its next run after a failure may not
 * @param failed failed or expired within the last 24 hours
 * @param newer than the newest on the reader's page, counted to {@value #NEWER_COUNTED_TO}; 0 when not asked
 */
record QueueGlance(int waiting, int running, Optional<Oldest> oldest, int failed, int newer) {

    static final int COUNTED_TO = 10_000;
    static final int NEWER_COUNTED_TO = 100;

    /** @param age since its submission */
    record Oldest(JobId id, Duration age) {

        public String page() {
            return JobLinks.page(id);
        }
    }

    /** Whether anything can change by itself. */
    public boolean active() {
        return waiting > 0 || running > 0;
    }

    public String waitingWords() {
        return words(waiting);
    }

    public String runningWords() {
        return words(running);
    }

    public String failedWords() {
        return words(failed);
    }

    public String newerWords() {
        return newer > NEWER_COUNTED_TO ? "More than " + NEWER_COUNTED_TO : Integer.toString(newer);
    }

    private static String words(int count) {
        return count > COUNTED_TO ? "more than 10,000" : Integer.toString(count);
    }
}
