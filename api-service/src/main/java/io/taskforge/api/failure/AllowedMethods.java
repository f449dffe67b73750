package io.taskforge.api.failure;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which methods a path has, for {@code Allow} (RFC 9110, 15.5.6), which the framework leaves out. Gathered when first asked for. */
@Singleton
class AllowedMethods {

    private record Endpoint(Pattern path, String method) {}

    private final BeanManager beans;
    private volatile List<Endpoint> endpoints;

    AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** Separated by commas, in alphabetical order. */
    String on(String path) {
        List<Endpoint> known = endpoints;
        if (known == null) {
            known = gather();
            endpoints = known;
        }
        TreeSet<String> methods = new TreeSet<>();
        for (Endpoint endpoint : known) {
            if (endpoint.path().matcher(path).matches()) {
                methods.add(endpoint.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private List<Endpoint> gather() {
        List<Endpoint> found = new ArrayList<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path base = bean.getBeanClass().getAnnotation(Path.class);
            if (base != null) {
                for (Method method : bean.getBeanClass().getMethods()) {
                    gather(base, method, found);
                }
            }
        }
        return List.copyOf(found);
    }

    private static void gather(Path base, Method method, List<Endpoint> found) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                Path own = method.getAnnotation(Path.class);
                String template = own == null ? base.value() : base.value() + "/" + own.value();
                found.add(new Endpoint(matching(template), verb.value()));
            }
        }
    }

    private static Pattern matching(String template) {
        StringBuilder regex = new StringBuilder();
        for (String segment : template.split("/", -1)) {
            if (!segment.isEmpty()) {
                regex.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
            }
        }
        return Pattern.compile(regex.append("/?").toString());
    }
}
