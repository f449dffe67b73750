package io.taskforge.api.admin.job;

import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobId;

/** Where the pages of jobs are, and what else they lead to. */
public final class JobLinks {

    /** The list; below it a page for each job. */
    public static final String LIST = AdminPaths.ROOT + "/jobs";

    /** Below a job's page: its result, or its drafts where it has none. */
    public static final String RESULT = "/result";

    static final String LIVE_ROWS = LIST + "/rows";
    static final String LIVE_SUMMARY = LIST + "/summary";

    /** Below a job's page: what changes on it. */
    static final String LIVE = "/live";

    private JobLinks() {}

    public static String page(JobId id) {
        return LIST + "/" + id;
    }

    static String result(JobId id) {
        return page(id) + RESULT;
    }

    static String client(ClientId id) {
        return Frame.Section.CLIENTS.path() + "/" + id;
    }
}
