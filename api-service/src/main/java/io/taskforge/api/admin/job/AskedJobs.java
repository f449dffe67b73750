package io.taskforge.api.admin.job;

import io.taskforge.api.admin.page.QueryText;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Which jobs an administrator looks for. Read from the query of a URL, and leniently: what is no status is passed over.
 *
 * @param statuses any of them; empty for all
 * @param client whose, by name
 * @param error the code of a job's error
 * @param text a job's id, an idempotency key, or the beginning of a title
 * @param before a place in the list: jobs older than this one; empty for the newest
 */
record AskedJobs(
        Set<JobStatus> statuses,
        Optional<String> client,
        Optional<String> error,
        Optional<String> text,
        Optional<JobId> before) {

    /** As long as the longest idempotency key, and longer than a title's beginning needs to be. */
    private static final int LONGEST = 255;

    static AskedJobs of(List<String> statuses, String client, String error, String text, String before) {
        Set<JobStatus> known = EnumSet.noneOf(JobStatus.class);
        for (JobStatus each : JobStatus.values()) {
            if (statuses.contains(each.word())) {
                known.add(each);
            }
        }
        return new AskedJobs(
                known,
                QueryText.of(client, LONGEST),
                QueryText.of(error, LONGEST),
                QueryText.of(text, LONGEST),
                QueryText.of(before, LONGEST).flatMap(JobId::parse));
    }

    /** Whether any job would do. */
    public boolean anything() {
        return statuses.isEmpty() && client.isEmpty() && error.isEmpty() && text.isEmpty();
    }

    /** Of a page of the same jobs. */
    public String href(Optional<JobId> from) {
        StringJoiner query = new StringJoiner("&", JobLinks.LIST + "?", "").setEmptyValue(JobLinks.LIST);
        statuses.forEach(each -> query.add("status=" + each.word()));
        add(query, "client", client);
        add(query, "error", error);
        add(query, "q", text);
        add(query, "before", from.map(JobId::toString));
        return query.toString();
    }

    private static void add(StringJoiner query, String name, Optional<String> value) {
        value.ifPresent(each -> query.add(name + "=" + URLEncoder.encode(each, StandardCharsets.UTF_8)));
    }

    /** For a form of the page: every status, and whether it is asked for. */
    public List<Choice> choices() {
        return Arrays.stream(JobStatus.values())
                .map(each -> new Choice(each.word(), statuses.contains(each)))
                .toList();
    }

    /** One box to tick. */
    record Choice(String word, boolean ticked) {}
}
