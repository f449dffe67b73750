package io.taskforge.api.admin.job;

import io.taskforge.model.job.JobId;
import io.taskforge.model.job.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The list as a page shows it.
 *
 * @param asked for
 * @param clients that the filter offers
 * @param any whether there is any job at all
 */
record JobListView(AskedJobs asked, AdminJobs.Found found, QueueGlance glance, List<String> clients, boolean any) {

    /**
     * The rows, which stay those that the reader looks at: they change where they stand, and new ones are only counted.
     *
     * @param live whether they are to be asked for again: on the first page, while one of them may change
     */
    record Rows(List<ListedJob> jobs, boolean live) {

        private static final int SHORT = 12;

        static Rows of(List<ListedJob> jobs) {
            return new Rows(jobs, jobs.stream().anyMatch(job -> !job.status().terminal()));
        }

        /** Tells two views of them apart. */
        public String seen() {
            return Sha256.hex(jobs.toString()).substring(0, SHORT);
        }

        public String href() {
            StringJoiner query = new StringJoiner("&", JobLinks.LIVE_ROWS + "?", "&seen=" + seen());
            jobs.forEach(job -> query.add("id=" + job.id()));
            return query.toString();
        }
    }

    /** The numbers above the list; they are asked for again while anything waits or runs, on the first page. */
    record Summary(QueueGlance glance, Optional<JobId> newest, boolean live) {

        public String href() {
            return JobLinks.LIVE_SUMMARY + newest.map(id -> "?newest=" + id).orElse("");
        }

        public String failed() {
            return JobLinks.LIST + "?status=failed&status=expired";
        }

        public String waiting() {
            return JobLinks.LIST + "?status=queued";
        }

        public String running() {
            return JobLinks.LIST + "?status=running&status=cancelling";
        }

        public String first() {
            return JobLinks.LIST;
        }
    }

    private boolean first() {
        return asked.before().isEmpty();
    }

    public Rows rows() {
        Rows rows = Rows.of(found.jobs());
        return first() ? rows : new Rows(rows.jobs(), false);
    }

    /** Newer ones are counted where all jobs are looked at: of what is filtered, the count would say little. */
    public Summary summary() {
        Optional<JobId> newest =
                first() && asked.anything() ? found.jobs().stream().findFirst().map(ListedJob::id) : Optional.empty();
        return new Summary(glance, newest, first() && glance.active());
    }

    public boolean empty() {
        return found.jobs().isEmpty();
    }

    public Optional<String> older() {
        return found.older().map(id -> asked.href(Optional.of(id)));
    }

    public Optional<String> newest() {
        return first() ? Optional.empty() : Optional.of(asked.href(Optional.empty()));
    }

    public String all() {
        return JobLinks.LIST;
    }

    public String text() {
        return asked.text().orElse("");
    }

    public String client() {
        return asked.client().orElse("");
    }

    public String error() {
        return asked.error().orElse("");
    }

    public int lookedThrough() {
        return AdminJobs.LOOKED_THROUGH;
    }
}
