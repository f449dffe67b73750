package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the server does, and whenever it does it: a job ends in a sound result or in a failure that has a name. */
class RobustnessTest {

    /** What one answer may be without costing the job. */
    private static final List<String> BEARABLE = List.of(
            "obey-orders",
            "alphabetical",
            "echo-options",
            "ignore-schema",
            "say:{",
            "empty",
            "loop",
            "think",
            "thinks",
            "thinks-only",
            "fence",
            "cut",
            "cut:9",
            "500",
            "500-repeat",
            "503",
            "503:1",
            "499",
            "too-long",
            "too-long:1500",
            "too-long-flat",
            "garbage",
            "oversized",
            "error-in-body",
            "done-false",
            "no-metrics",
            "count-prompt:4098",
            "ignore-truncate",
            "nul",
            "drop",
            "content-filter",
            "split:3",
            "late:5",
            "hang-before-headers",
            "hang-mid-body");

    private static final List<String> FATAL =
            List.of("404", "400", "401", "403", "302", "500-load", "500-load-timeout");

    private static final Set<Code> NAMED = Set.of(
            Code.MODEL_UNAVAILABLE,
            Code.MODEL_NOT_FOUND,
            Code.MODEL_OUTPUT_INVALID,
            Code.MODEL_OUTPUT_TRUNCATED,
            Code.CONTEXT_LENGTH_EXCEEDED,
            Code.GENERATION_TIMEOUT,
            Code.CONTENT_FILTERED);

    private static final GenerationOptions OPTIONS = Jobs.counting(3, DependencyMode.INFERRED);

    /** A body that has to be repaired, so that a job has all its stages. */
    private static final Behaviour VAGUE = new Behaviour.Say(
            "{\"about\":\"Readers are registered with their loans.\",\"checks\":[\"It works correctly.\"],\"labels\":[],"
                    + "\"points\":3,\"priority\":\"high\",\"question\":\"\"}",
            "stop");

    private static final List<Behaviour> WELL = List.of(Behaviour.OBEY, VAGUE);

    /** The first call of each stage in {@link #WELL}; pinned by a test below. */
    private enum Stage {
        OUTLINE(0),
        EXPAND(1),
        SECOND_TICKET(2),
        LINK(4),
        REPAIR(6),
        SUMMARY(7);

        private final int call;

        Stage(int call) {
            this.call = call;
        }
    }

    static Stream<Arguments> bearable() {
        return Stream.of(Stage.values()).flatMap(stage -> BEARABLE.stream().map(mode -> Arguments.of(stage, mode)));
    }

    static Stream<Arguments> all() {
        return Stream.of(Stage.values()).flatMap(stage -> Stream.concat(BEARABLE.stream(), FATAL.stream())
                .map(mode -> Arguments.of(stage, mode)));
    }

    @Test
    void the_stages_come_in_the_order_that_the_others_tests_rely_on() {
        try (FakeOllama fake = FakeOllama.start()) {
            fake.next(WELL.toArray(Behaviour[]::new));
            Jobs.draft(settings(fake), Jobs.LIBRARY, OPTIONS);
            List<JsonNode> requests = Jobs.requests(fake);
            assertEquals(Instructions.OUTLINE, Jobs.system(requests.get(Stage.OUTLINE.call)));
            assertEquals(Instructions.EXPAND, Jobs.system(requests.get(Stage.EXPAND.call)));
            assertEquals(Instructions.EXPAND, Jobs.system(requests.get(Stage.SECOND_TICKET.call)));
            assertEquals(Instructions.LINK, Jobs.system(requests.get(Stage.LINK.call)));
            assertTrue(Jobs.user(requests.get(Stage.REPAIR.call)).contains("Earlier draft of this ticket"));
            assertEquals(Instructions.SUMMARY, Jobs.system(requests.get(Stage.SUMMARY.call)));
            assertEquals(Stage.SUMMARY.call + 1, requests.size());
        }
    }

    @ParameterizedTest
    @MethodSource("bearable")
    void one_bad_answer_never_costs_the_job(Stage stage, String mode) {
        try (FakeOllama fake = FakeOllama.start()) {
            fake.next(until(stage, mode).toArray(Behaviour[]::new));
            TicketsResult result = within(() -> Jobs.draft(settings(fake), Jobs.LIBRARY, OPTIONS));
            assertEquals(List.of(), Jobs.faults(result, OPTIONS));
            assertEquals(1.0, result.coverage().ratio());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_server_that_goes_bad_for_good_ends_the_job_soundly_or_by_name(Stage stage, String mode) {
        try (FakeOllama fake = FakeOllama.start()) {
            fake.next(until(stage, mode).toArray(Behaviour[]::new));
            fake.always(Behaviour.parse(mode));
            try {
                TicketsResult result = within(() -> Jobs.draft(settings(fake), Jobs.LIBRARY, OPTIONS));
                assertEquals(List.of(), Jobs.faults(result, OPTIONS));
            } catch (DraftingFailure failure) {
                assertTrue(
                        mode.equals("400") ? failure.code() == Code.INTERNAL_ERROR : NAMED.contains(failure.code()),
                        failure::toString);
            }
        }
    }

    private static List<Behaviour> until(Stage stage, String mode) {
        List<Behaviour> behaviours = new ArrayList<>();
        for (int call = 0; call < stage.call; call++) {
            behaviours.add(call < WELL.size() ? WELL.get(call) : Behaviour.OBEY);
        }
        behaviours.add(Behaviour.parse(mode));
        return behaviours;
    }

    private static <T> T within(org.junit.jupiter.api.function.ThrowingSupplier<T> job) {
        return assertTimeoutPreemptively(Duration.ofSeconds(60), job);
    }

    private static Settings settings(FakeOllama fake) {
        return Settings.of(fake.url()).withCallTimeout(Duration.ofMillis(800));
    }
}
