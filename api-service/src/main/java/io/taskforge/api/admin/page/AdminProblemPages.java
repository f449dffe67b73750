package io.taskforge.api.admin.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.taskforge.api.failure.ProblemPages;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
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

    /** Back to what was asked for, or to the page that a script asked for a part of; not to a form, which is a page's part, too. */
    @Override
    public URI signIn(RoutingContext request) {
        HttpServerRequest asked = request.request();
        String shown = asked.getHeader("HX-Current-URL");
        if (shown != null) {
            return AdminPaths.signInFor(target(shown));
        }
        return AdminPaths.signInFor(asked.method().equals(HttpMethod.GET) ? asked.uri() : null);
    }

    /** Path and query; null for what is no URL. */
    private static String target(String url) {
        try {
            URI shown = URI.create(url);
            return shown.getRawQuery() == null ? shown.getRawPath() : shown.getRawPath() + "?" + shown.getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
