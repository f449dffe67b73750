package io.taskforge.api.job;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobPages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client's jobs, newest first, page by page. */
@ApplicationScoped
public class ListJobs {

    /**
     * One page.
     *
     * @param nextPageToken empty when nothing is left; a page may be shorter than asked for, and even empty, before the last one
     */
    public record Listed(List<Job> jobs, Optional<String> nextPageToken) {}

    private final JobPages pages;
    private final PageToken tokens;

    ListJobs(JobPages pages, PageToken tokens) {
        this.pages = pages;
        this.tokens = tokens;
    }

    /**
     * Fails with {@code validation_failed}, {@code unknown_field} or {@code invalid_page_token}.
     *
     * @param parameters by name, as in the query of a URL, not yet checked
     */
    public Uni<Listed> asked(ClientId client, Map<String, List<String>> parameters) {
        return Uni.createFrom().deferred(() -> {
            AskedPage asked = AskedPage.of(parameters);
            var from = asked.token().map(token -> tokens.place(token, client, asked.filter()));
            return DatabaseCall.read(pages.page(client, asked.filter(), from, asked.size()))
                    .map(page ->
                            new Listed(page.jobs(), page.next().map(next -> tokens.of(next, client, asked.filter()))));
        });
    }
}
