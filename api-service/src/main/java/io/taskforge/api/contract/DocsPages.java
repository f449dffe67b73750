package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.taskforge.api.limit.LimitsConfig;
import io.taskforge.model.job.RetentionPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The pages to read. The same for everyone, so each is made once. */
@ApplicationScoped
class DocsPages {

    private static final String HTML = "text/html;charset=UTF-8";

    /** {@code templates/docs}. */
    @CheckedTemplate(basePath = "docs")
    static class Page {

        private Page() {}

        static native TemplateInstance index(List<TicketsGuide.Endpoint> documents);

        static native TemplateInstance tickets(TicketsGuide guide);

        static native TemplateInstance errors(
                List<ErrorNotes.Note> notes, List<JobErrorNote> jobErrors, String example);
    }

    private final PublishedFile index;
    private final PublishedFile tickets;
    private final PublishedFile errors;

    DocsPages(LimitsConfig limits, RetentionPolicy retention) {
        ObjectNode openapi = OpenApiDocument.make();
        String example = TicketsGuide.text(openapi.at("/components/examples"), "validation_failed");
        index = page(Page.index(TicketsGuide.documents(openapi)));
        tickets = page(Page.tickets(TicketsGuide.of(openapi, limits, retention)));
        errors = page(Page.errors(ErrorNotes.all(), JobErrorNote.all(), example));
    }

    private static PublishedFile page(TemplateInstance page) {
        return PublishedFile.of(page.render(), HTML);
    }

    PublishedFile index() {
        return index;
    }

    PublishedFile tickets() {
        return tickets;
    }

    PublishedFile errors() {
        return errors;
    }
}
