package io.taskforge.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The rules of the house, over all modules at once. Each says what it protects. */
@AnalyzeClasses(
        packages = "io.taskforge",
        importOptions = {ImportOption.DoNotIncludeTests.class, NoTestJars.class, ArchitectureTest.OnlyOurs.class})
class ArchitectureTest {

    /** Generated stubs follow their generator's rules, not ours. */
    static final class OnlyOurs implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("/io/taskforge/tickets/v1/");
        }
    }

    @ArchTest
    static final ArchRule no_cycles_between_packages = slices().matching("io.taskforge.(**)")
            .should()
            .beFreeOfCycles()
            .because("a reader must be able to start somewhere");

    @ArchTest
    static final ArchRule the_services_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("io.taskforge.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.taskforge.worker..")
            .because("they meet in the database and at the broker");

    @ArchTest
    static final ArchRule the_worker_does_not_know_the_api = noClasses()
            .that()
            .resideInAPackage("io.taskforge.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.taskforge.api..")
            .because("they meet in the database and at the broker");

    @ArchTest
    static final ArchRule the_shared_model_knows_no_service = noClasses()
            .that()
            .resideInAPackage("io.taskforge.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.taskforge.api..", "io.taskforge.worker..", "io.taskforge.local..", "io.taskforge.embedded..")
            .because("arrows point one way");

    @ArchTest
    static final ArchRule the_shared_model_is_free_of_http = noClasses()
            .that()
            .resideInAPackage("io.taskforge.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.core.http..", "io.vertx.ext.web..", "io.grpc..")
            .because("both services and the launcher use it");

    @ArchTest
    static final ArchRule embedded_servers_depend_on_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage("io.taskforge.embedded..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<>("are ours elsewhere") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getPackageName().startsWith("io.taskforge.")
                            && !type.getPackageName().startsWith("io.taskforge.embedded");
                }
            })
            .because("every module's tests use them");

    @ArchTest
    static final ArchRule nothing_that_ships_knows_what_tests_or_measures_it = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.taskforge.api..",
                    "io.taskforge.worker..",
                    "io.taskforge.model..",
                    "io.taskforge.local..",
                    "io.taskforge.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.taskforge.fakeollama..", "io.taskforge.eval..", "io.taskforge.bench..")
            .because("a fixture in what ships is a test mode, and a measure that the measured knows measures little");

    @ArchTest
    static final ArchRule the_measure_knows_the_worker_and_no_service_beside_it = noClasses()
            .that()
            .resideInAPackage("io.taskforge.eval..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.taskforge.api..",
                    "io.taskforge.local..",
                    "io.taskforge.worker.intake..",
                    "io.taskforge.worker.presence..",
                    "io.taskforge.worker.lease..")
            .because("drafts are measured without a database, a broker or a client");

    @ArchTest
    static final ArchRule only_the_lines_to_the_broker_speak_to_it = noClasses()
            .that()
            .resideInAnyPackage("io.taskforge.api..", "io.taskforge.worker..", "io.taskforge.model..")
            .and()
            .resideOutsideOfPackages("io.taskforge.model.broker..", "io.taskforge.api.dispatch..")
            .and(new DescribedPredicate<JavaClass>("are not the line itself") {
                @Override
                public boolean test(JavaClass type) {
                    return !type.getName().startsWith("io.taskforge.worker.intake.ListeningLine");
                }
            })
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.rabbitmq..")
            .because("whatever a delivery is answered with must go by the channel that it came from");

    @ArchTest
    static final ArchRule drafting_is_plain_java = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.taskforge.worker.drafting..",
                    "io.taskforge.worker.engine..",
                    "io.taskforge.worker.incremental..",
                    "io.taskforge.worker.ingest..",
                    "io.taskforge.worker.plan..",
                    "io.taskforge.worker.rules..",
                    "io.taskforge.worker.salvage..",
                    "io.taskforge.worker.link..",
                    "io.taskforge.worker.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta.enterprise..", "io.smallrye..", "io.vertx..", "dev.langchain4j..")
            .because("logic is free of frameworks and synchronous");

    @ArchTest
    static final ArchRule engines_do_not_know_the_pipeline = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.taskforge.worker.rules..",
                    "io.taskforge.worker.model..",
                    "io.taskforge.worker.chat..",
                    "io.taskforge.worker.salvage..",
                    "io.taskforge.worker.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.taskforge.worker.drafting..",
                    "io.taskforge.worker.intake..",
                    "io.taskforge.worker.presence..",
                    "io.taskforge.worker.lease..")
            .because("the pipeline asks, the engines answer");

    @ArchTest
    static final ArchRule nothing_waits_for_the_presence = noClasses()
            .that()
            .resideInAPackage("io.taskforge.worker..")
            .and()
            .resideOutsideOfPackage("io.taskforge.worker.presence..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.taskforge.worker.presence..")
            .because("what a worker says of itself decides nothing");

    @ArchTest
    static final ArchRule time_comes_from_outside = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("tests set the clock, and a sleep is a race that has not been lost yet");
}
