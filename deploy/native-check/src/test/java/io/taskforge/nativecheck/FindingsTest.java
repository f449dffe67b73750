package io.taskforge.nativecheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.taskforge.nativecheck.registered.Registrations;
import io.taskforge.nativecheck.used.ConstantCalls;
import io.taskforge.nativecheck.used.Use;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final ReviewedUses NONE = ReviewedUses.parse("");

    private final Registrations registered = new Registrations.Builder()
            .type("io.taskforge.Known")
            .resource("\\Qschema/known.json\\E")
            .runTimeInitialised("io.taskforge.Late")
            .build();

    private static Use type(String target, String... initialising) {
        return new Use(
                Use.Kind.METHODS,
                target,
                "",
                "java.lang.Class.getDeclaredMethods",
                "com.fasterxml.Mapper.look",
                7,
                List.of(initialising));
    }

    private static Use resource(String name) {
        return new Use(
                Use.Kind.RESOURCE,
                name,
                "",
                "java.lang.Class.getResourceAsStream",
                "io.taskforge.A.read",
                7,
                List.of());
    }

    private Set<String> missing(Use use, ReviewedUses reviewed) {
        return Findings.of(List.of(use), registered, any -> ConstantCalls.Call.COMPUTED, reviewed)
                .missing()
                .keySet();
    }

    @Test
    void what_is_registered_is_not_missing() {
        assertEquals(Set.of(), missing(type("io.taskforge.Known"), NONE));
        assertEquals(Set.of(), missing(resource("schema/known.json"), NONE));
    }

    @Test
    void what_is_not_registered_is_named() {
        assertEquals(Set.of("METHODS io.taskforge.Unknown"), missing(type("io.taskforge.Unknown"), NONE));
        assertEquals(Set.of("RESOURCE schema/new.json"), missing(resource("schema/new.json"), NONE));
    }

    @Test
    void the_class_of_a_lambda_needs_no_registration() {
        assertEquals(Set.of(), missing(type("java.lang.Class$$Lambda/0x000000006d249350"), NONE));
        assertEquals(Set.of(), missing(type("io.taskforge.A$$Lambda/0x000000006d249351"), NONE));
    }

    @Test
    void a_registration_taken_away_is_missed() {
        Registrations fewer = registered.withoutType("io.taskforge.Known").withoutResource("schema/known.json");
        Findings findings = Findings.of(
                List.of(type("io.taskforge.Known"), resource("schema/known.json")),
                fewer,
                any -> ConstantCalls.Call.COMPUTED,
                NONE);
        assertEquals(
                Set.of("METHODS io.taskforge.Known", "RESOURCE schema/known.json"),
                findings.missing().keySet());
    }

    @Test
    void an_initialiser_that_runs_while_the_image_is_built_finds_everything() {
        assertEquals(Set.of(), missing(type("io.taskforge.Unknown", "io.taskforge.Early"), NONE));
    }

    @Test
    void an_initialiser_that_runs_in_the_image_finds_only_what_is_registered() {
        assertEquals(
                Set.of("METHODS io.taskforge.Unknown"),
                missing(type("io.taskforge.Unknown", "io.taskforge.Late"), NONE));
    }

    @Test
    void constants_in_the_code_are_seen_by_the_analysis() {
        assertEquals(
                Set.of(),
                Findings.of(List.of(type("io.taskforge.Unknown")), registered, any -> ConstantCalls.Call.CONSTANT, NONE)
                        .missing()
                        .keySet());
    }

    @Test
    void what_is_reviewed_is_not_missing_and_its_line_counts_as_met() {
        ReviewedUses reviewed = ReviewedUses.parse("METHODS | io.taskforge.Un* | com.fasterxml.* | a reason");
        assertEquals(1, reviewed.unused().size());
        assertEquals(Set.of(), missing(type("io.taskforge.Unknown"), reviewed));
        assertEquals(List.of(), reviewed.unused());
    }

    @Test
    void a_review_without_a_reason_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> ReviewedUses.parse("TYPE | a.B | c.D |"));
    }

    @Test
    void a_recorded_line_is_read_as_it_was_written() {
        Use use = Use.parse(
                "METHOD\tio.taskforge.A\trun\tjava.lang.Class.getMethod\tio.taskforge.B.find\t12\tio.taskforge.C,io.taskforge.D");
        assertEquals("io.taskforge.B", use.callerType());
        assertEquals(List.of("io.taskforge.C", "io.taskforge.D"), use.initialising());
    }
}
