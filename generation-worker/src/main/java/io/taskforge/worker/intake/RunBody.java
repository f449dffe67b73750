package io.taskforge.worker.intake;

import io.taskforge.worker.lease.LeasedRun;

/** What a slot does with a job that it holds: {@link JobRun}, and in tests whatever the test needs to happen. */
interface RunBody {

    /** Works on the job and ends its run. An exception leaves the run unended: its lease expires and the job is run again. */
    void run(LeasedRun run);
}
