package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.taskforge.model.failpoint.Failpoint;
import java.util.List;
import java.util.Map;

/** A failpoint that nobody passes proves nothing, and one that is passed at two places cannot be counted. */
@AnalyzeClasses(
        packages = "io.taskforge",
        importOptions = {ImportOption.DoNotIncludeTests.class, NoTestJars.class})
class FailpointPlacesTest {

    /** Where it must be, by what its name begins with. */
    private static final Map<String, String> PACKAGES = Map.of(
            "api", "io.taskforge.api.submission.",
            "relay", "io.taskforge.api.dispatch.",
            "worker", "io.taskforge.worker.",
            "webhook", "io.taskforge.api.callback.");

    @ArchTest
    static void each_failpoint_is_passed_at_one_place_where_its_name_says(JavaClasses classes) {
        for (Failpoint point : Failpoint.values()) {
            List<String> places = classes.get(Failpoint.class).getField(point.name()).getAccessesToSelf().stream()
                    .filter(access -> !access.getOriginOwner().isEquivalentTo(Failpoint.class))
                    .map(JavaFieldAccess::getDescription)
                    .toList();

            assertEquals(1, places.size(), () -> point.wireName() + ": " + places);
            String service = point.wireName().substring(0, point.wireName().indexOf('.'));
            assertTrue(places.getFirst().contains("<" + PACKAGES.get(service)), places::toString);
        }
    }
}
