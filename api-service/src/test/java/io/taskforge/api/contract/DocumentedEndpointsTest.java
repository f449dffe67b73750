package io.taskforge.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the OpenAPI document and the resources against each other: paths, methods and scopes, in both directions. */
class DocumentedEndpointsTest {

    /** Documented, and served by the framework. */
    private static final String OF_FRAMEWORK = "/q/";

    /** Served, and for people: its forms are no interface. */
    private static final String FOR_PEOPLE = "/admin";

    @Test
    void what_is_documented_is_what_is_served() {
        assertEquals(served(), documented());
    }

    /** Scopes by method and path; empty for what everyone may have. */
    private static Map<String, String> documented() {
        Map<String, String> endpoints = new TreeMap<>();
        OpenApiDocument.make().path("paths").properties().stream()
                .filter(path -> !path.getKey().startsWith(OF_FRAMEWORK))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> member.getValue().has("operationId"))
                        .forEach(operation -> endpoints.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                scopes(operation.getValue().path("security")))));
        return endpoints;
    }

    private static String scopes(JsonNode security) {
        StringBuilder scopes = new StringBuilder();
        security.path(0).path("bearerApiKey").forEach(scope -> scopes.append(scope.textValue()));
        return scopes.toString();
    }

    private static Map<String, String> served() {
        Map<String, String> endpoints = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.taskforge.api")) {
            if (type.isAnnotatedWith(Path.class)) {
                type.getMethods().forEach(method -> endpoint(method, endpoints));
            }
        }
        endpoints.keySet().removeIf(endpoint -> endpoint.contains(" " + FOR_PEOPLE));
        return endpoints;
    }

    private static void endpoint(JavaMethod method, Map<String, String> endpoints) {
        for (Annotation annotation : method.reflect().getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            // What GET has, HEAD has too, and is not documented apart.
            if (verb != null && !verb.value().equals(HttpMethod.HEAD)) {
                String path = method.getOwner().getAnnotationOfType(Path.class).value();
                String own = method.tryGetAnnotationOfType(Path.class)
                        .map(each -> "/" + each.value())
                        .orElse("");
                String scopes = method.tryGetAnnotationOfType(PermissionsAllowed.class)
                        .map(allowed -> String.join("", Arrays.asList(allowed.value())))
                        .orElse("");
                endpoints.put(verb.value() + " " + path + own, scopes);
            }
        }
    }
}
