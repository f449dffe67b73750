package io.taskforge.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.taskforge.api");

    /** Resources that ask for no scope: one that asks for a key itself, and what may be read without one. */
    private static final Set<String> PUBLIC = Set.of(
            "io.taskforge.api.token.TokenResource",
            "io.taskforge.api.token.KeySetResource",
            "io.taskforge.api.ping.PingResource",
            "io.taskforge.api.contract.PublishedResource",
            "io.taskforge.api.contract.DocsResource");

    /** Pages for whoever comes: to sign in on, to set up an administrator on, and what all pages are made of. */
    private static final Set<String> PUBLIC_PAGES = Set.of(
            "io.taskforge.api.admin.account.SignInResource",
            "io.taskforge.api.admin.account.SetUpResource",
            "io.taskforge.api.admin.page.AssetResource");

    private static final String ADMIN = "io.taskforge.api.admin..";

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.taskforge.api.(*)..").should().beFreeOfCycles().check(OURS);
        slices().matching("io.taskforge.api.admin.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void arrows_point_one_way() {
        only("time");
        only("drain");
        only("timer");
        only("cache");
        only("metrics");
        only("trace");
        only("serving", "timer");
        only("graph");
        only("coverage");
        only("failure", "time");
        only("database", "failure");
        only("body", "failure");
        only("client", "cache", "failure", "database", "timer");
        only("dispatch", "timer");
        only("job", "dispatch", "client", "cache", "failure", "database", "drain");
        only("limit", "client", "failure", "time");
        only("token", "limit", "client", "body", "failure", "time");
        only("callback", "job", "limit", "client", "failure", "database", "time", "timer");
        only("contract", "job", "submission", "limit", "client", "failure", "time");
        only("event", "job", "client", "failure", "database", "time", "timer", "drain");
        only("export", "failure");
        only("result", "export", "job", "client", "failure", "database");
        only("sweep", "job", "dispatch", "failure", "time");
        only("submission", "job", "dispatch", "callback", "limit", "client", "body", "failure", "database", "time");
        only(
                "admin",
                "job",
                "dispatch",
                "submission",
                "contract",
                "callback",
                "export",
                "graph",
                "coverage",
                "limit",
                "client",
                "body",
                "failure",
                "database",
                "time",
                "timer");
        only(
                "grpc",
                "serving",
                "submission",
                "job",
                "event",
                "result",
                "contract",
                "limit",
                "client",
                "failure",
                "database",
                "timer",
                "drain");
    }

    private static void only(String name, String... used) {
        String[] others = Stream.of(
                        "time",
                        "timer",
                        "cache",
                        "drain",
                        "metrics",
                        "trace",
                        "serving",
                        "graph",
                        "coverage",
                        "failure",
                        "database",
                        "body",
                        "client",
                        "dispatch",
                        "limit",
                        "token",
                        "job",
                        "callback",
                        "event",
                        "contract",
                        "export",
                        "result",
                        "sweep",
                        "submission",
                        "admin",
                        "grpc")
                .filter(each -> !each.equals(name) && !List.of(used).contains(each))
                .map(each -> "io.taskforge.api." + each + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.taskforge.api." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(OURS);
    }

    /** What a page of an administrator and an answer of the API share. */
    @Test
    void exports_know_neither_http_nor_a_framework() {
        noClasses()
                .that()
                .resideInAPackage("io.taskforge.api.export")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "io.vertx..", "io.smallrye..")
                .check(OURS);
    }

    @Test
    void what_shows_results_is_plain_java() {
        classes()
                .that()
                .resideInAPackage("io.taskforge.api.graph")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.taskforge.api.graph", "io.taskforge.model.ticket", "java..")
                .check(OURS);
        classes()
                .that()
                .resideInAPackage("io.taskforge.api.coverage")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.taskforge.api.coverage", "io.taskforge.model.ticket", "io.taskforge.model.spec", "java..")
                .check(OURS);
    }

    @Test
    void only_the_dispatch_touches_the_broker() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.taskforge.api.dispatch")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.rabbitmq..")
                .check(OURS);
    }

    /** One that goes on while the service stops meets beans that are made anew. */
    @Test
    void only_timers_that_end_with_the_service_run_again_and_again() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.taskforge.api.timer")
                .should()
                .callMethodWhere(target(nameMatching("setPeriodic")))
                .check(OURS);
    }

    /** {@code Response.ok()}, {@code accepted()} and {@code notModified()} name an outcome, no code, and anyone may use them. */
    @Test
    void only_failure_knows_status_codes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.taskforge.api.failure")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(Response\\$StatusType|Response\\$Status|HttpResponseStatus)")
                .orShould()
                .callMethodWhere(target(nameMatching("status|setStatusCode|setStatus|sendError"))
                        .and(target(owner(describe("of a response", ArchitectureTest::writesResponses)))))
                .orShould()
                .callConstructorWhere(target(owner(type(ChallengeData.class))))
                .check(OURS);
    }

    private static boolean writesResponses(JavaClass type) {
        return type.isAssignableTo(Response.class)
                || type.isAssignableTo(Response.ResponseBuilder.class)
                || type.isAssignableTo(HttpServerResponse.class);
    }

    @Test
    void only_the_grpc_door_and_the_failures_know_grpc() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.taskforge.api.grpc", "io.taskforge.api.failure")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.grpc..", "com.google.protobuf..", "com.google.rpc..", "io.taskforge.tickets.v1..")
                .check(OURS);
    }

    @Test
    void every_endpoint_says_which_scope_it_needs() {
        methods()
                .that(describe("serve HTTP", ArchitectureTest::isEndpoint))
                .and()
                .areDeclaredInClassesThat(describe("are not public", type -> !PUBLIC.contains(type.getName())))
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(ADMIN)
                .should()
                .beAnnotatedWith(PermissionsAllowed.class)
                .check(OURS);
    }

    /** On the class, where no new method can do without it. */
    @Test
    void every_admin_page_is_for_administrators() {
        classes()
                .that()
                .resideInAPackage(ADMIN)
                .and()
                .areAnnotatedWith(Path.class)
                .and(describe("are not public", type -> !PUBLIC_PAGES.contains(type.getName())))
                .should(new ArchCondition<>("be for the role admin") {
                    @Override
                    public void check(JavaClass page, ConditionEvents events) {
                        boolean guarded = page.tryGetAnnotationOfType(RolesAllowed.class)
                                .filter(roles -> List.of(roles.value()).equals(List.of("admin")))
                                .isPresent();
                        events.add(new SimpleConditionEvent(page, guarded, page.getName() + " is open to others"));
                    }
                })
                .check(OURS);
    }

    @Test
    void only_what_is_meant_for_everyone_is_open_to_everyone() {
        methods()
                .that()
                .areAnnotatedWith(PermitAll.class)
                .should()
                .beDeclaredInClassesThat(describe(
                        "are public", type -> PUBLIC.contains(type.getName()) || PUBLIC_PAGES.contains(type.getName())))
                .check(OURS);
        noClasses().should().beAnnotatedWith(PermitAll.class).check(OURS);
    }

    /** The framework would read a body without our limit (application.properties, max-body-size). */
    @Test
    void no_endpoint_lets_the_framework_read_a_body() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should(new ArchCondition<>("take annotated parameters only") {
                    @Override
                    public void check(JavaClass resource, ConditionEvents events) {
                        resource.getMethods().stream()
                                .filter(ArchitectureTest::isEndpoint)
                                .flatMap(method -> method.getParameters().stream())
                                .filter(parameter -> parameter.getAnnotations().isEmpty())
                                .forEach(body -> events.add(SimpleConditionEvent.violated(body, text(body))));
                    }
                })
                .check(OURS);
    }

    private static String text(JavaParameter body) {
        return body.getOwner().getFullName() + " takes a body";
    }

    private static boolean isEndpoint(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isMetaAnnotatedWith(HttpMethod.class)
                        || annotation.getRawType().isAnnotatedWith(HttpMethod.class));
    }
}
