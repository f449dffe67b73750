package io.taskforge.api.admin.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.taskforge.api.failure.ProblemPages;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Failures on the admin pages. */
@ApplicationScoped
class AdminProblemPages implements ProblemPages {

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        static native TemplateInstance problem(Frame frame, Shown failure);
    }

    @Override
    public boolean concern(RoutingContext request) {
        return AdminPaths.contain(request.normalizedPath());
    }

    @Override
    public String page(Shown failure, RoutingContext request) {
        return Page.problem(Frame.outside(failure.title()), failure).render();
    }

    /** Back to what was asked for, unless that was a form: its page is where it came from. */
    @Override
    public URI signIn(RoutingContext request) {
        boolean read = request.request().method().equals(HttpMethod.GET);
        return AdminPaths.signInFor(read ? request.request().uri() : null);
    }
}
