package io.taskforge.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.chaos.scenario.Scenario;
import io.taskforge.chaos.scenario.Scenarios;
import io.taskforge.chaos.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosOptionsTest {

    @Test
    void unless_told_otherwise_300_jobs_go_over_rabbitmq_under_a_seed_that_is_drawn() {
        ChaosOptions options = ChaosOptions.parse("--all");

        assertEquals(
                new ChaosOptions(
                        Scenarios.ALL,
                        300,
                        OptionalLong.empty(),
                        World.Broker.RABBITMQ,
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty()),
                options);
    }

    @Test
    void everything_can_be_told() {
        ChaosOptions options = ChaosOptions.parse(
                "--scenario",
                "C1",
                "--jobs",
                "60",
                "--seed",
                "7",
                "--broker",
                "embedded",
                "--short",
                "--keep",
                "--clients",
                "/bin/sh",
                "--out",
                "x");

        assertEquals(List.of("C1"), ids(options));
        assertEquals(60, options.jobs());
        assertEquals(OptionalLong.of(7), options.seed());
        assertEquals(World.Broker.EMBEDDED, options.broker());
        assertTrue(options.shortened());
        assertTrue(options.kept());
        assertEquals(Optional.of(Path.of("/bin/sh")), options.clients());
        assertEquals(Optional.of(Path.of("x")), options.out());
    }

    @Test
    void a_scenario_in_parts_is_asked_for_by_its_number_and_played_in_all_of_them() {
        List<String> parts = ids(ChaosOptions.parse("--scenario", "c4"));

        assertTrue(parts.size() > 1, parts::toString);
        assertTrue(parts.stream().allMatch(id -> id.matches("C4[a-z]")), parts::toString);
    }

    @Test
    void one_that_is_asked_for_twice_is_played_once() {
        assertEquals(List.of("C1"), ids(ChaosOptions.parse("--scenario", "C1", "--scenario", "C1")));
    }

    @Test
    void no_two_scenarios_have_the_same_id() {
        List<String> ids = Scenarios.ALL.stream().map(Scenario::id).toList();

        assertEquals(ids.stream().distinct().toList(), ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--jobs 5 | which scenario?",
                "--scenario C99 | no scenario C99",
                "--scenario | --scenario needs a value",
                "--all --jobs 0 | --jobs takes a number from 1 to 10000, not 0",
                "--all --jobs 10001 | --jobs takes a number",
                "--all --jobs many | not many",
                "--all --seed -1 | --seed takes a number",
                "--all --broker kafka | --broker is embedded or rabbitmq, not kafka",
                "--all --clients /bin/none | /bin/none is none that can be run",
                "--all --fast | unknown argument --fast"
            })
    void what_makes_no_sense_is_refused_in_one_line(String arguments, String why) {
        ChaosOptions.Misuse refusal = assertThrows(
                ChaosOptions.Misuse.class,
                () -> ChaosOptions.parse(arguments.strip().split(" ", -1)));

        assertTrue(refusal.getMessage().contains(why.strip()), refusal::getMessage);
        assertEquals(1, refusal.getMessage().lines().count());
    }

    private static List<String> ids(ChaosOptions options) {
        return options.scenarios().stream().map(Scenario::id).toList();
    }
}
