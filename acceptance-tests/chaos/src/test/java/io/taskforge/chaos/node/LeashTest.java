package io.taskforge.chaos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One process that sleeps, and one that it started in a session of its own, as a server's helper. */
    private static final List<String> FAMILY = List.of("sh", "-c", "setsid sleep 600 & wait");

    @TempDir
    Path folder;

    private Leash leash;

    @BeforeEach
    void hold() throws Exception {
        folder = folder.toRealPath();
        leash = Leash.on(folder);
    }

    @AfterEach
    void letGo() {
        leash.close();
    }

    @Test
    void whatever_was_started_is_gone_once_it_is_let_go() {
        Child child = family();
        List<Long> all = child.pids();
        leash.close();
        assertGone(all);
    }

    @Test
    void what_is_frozen_is_gone_as_well() {
        Child child = family();
        List<Long> all = child.pids();
        child.pause();
        leash.close();
        assertGone(all);
    }

    @Test
    void what_its_parent_left_behind_is_gone_as_well() {
        Child child = family();
        List<Long> all = child.pids();
        child.signal("KILL");
        child.awaitEnd(PATIENCE);
        assertTrue(ProcessHandle.of(all.getLast()).isPresent(), "the helper outlives its parent");
        leash.close();
        assertGone(all);
    }

    @Test
    void what_wrote_over_its_environment_is_known_by_the_folder_that_it_works_in() {
        Child child =
                Child.start(List.of("env", "-i", "/bin/sh", "-c", "sleep 600"), Map.of(), folder.resolve("child.log"));
        leash.close();
        assertGone(List.of(child.pid()));
    }

    @Test
    void the_embedded_broker_is_gone_as_well_though_it_was_frozen() {
        var broker = EmbeddedBrokerNode.start(folder.resolve("broker"), folder.resolve("broker.log"), "secret");
        List<Long> server = broker.pids();
        broker.pause();
        leash.close();
        assertGone(server);
    }

    @Test
    void nobody_elses_process_is_touched(@TempDir Path other) throws Exception {
        Child foreign = Child.start(
                List.of("sleep", "600"), Map.of(), other.toRealPath().resolve("child.log"));
        leash.close();
        assertTrue(foreign.alive());
        foreign.close();
    }

    @Test
    void all_of_a_frozen_family_stands_still_until_it_is_let_go_on() {
        Child child = family();
        child.pause();
        assertTrue(child.pids().stream().allMatch(Proc::standsStill));
        child.resume();
        assertFalse(child.pids().stream().anyMatch(Proc::standsStill));
    }

    @Test
    void a_process_is_told_of_taskforge_what_its_node_says_and_nothing_else() throws IOException {
        Child child =
                Child.start(List.of("sh", "-c", "env"), Map.of("TASKFORGE_MODEL", "ours"), folder.resolve("child.log"));
        child.awaitEnd(PATIENCE);
        assertEquals(
                List.of("TASKFORGE_MODEL=ours"),
                Files.readAllLines(folder.resolve("child.log")).stream()
                        .filter(line -> line.startsWith("TASKFORGE_"))
                        .toList());
    }

    private Child family() {
        Child child = Child.start(FAMILY, Map.of(), folder.resolve("child.log"));
        Proc.await("the family is complete", PATIENCE, () -> child.pids().size() == 2 && sleeps(child));
        return child;
    }

    private static boolean sleeps(Child child) {
        Optional<String> helper =
                ProcessHandle.of(child.pids().getLast()).flatMap(h -> h.info().command());
        return helper.filter(command -> command.endsWith("sleep")).isPresent();
    }

    private static void assertGone(List<Long> pids) {
        // Whoever adopted a helper may still have to fetch its exit code.
        Proc.await("all are gone", PATIENCE, () -> pids.stream()
                .noneMatch(pid -> ProcessHandle.of(pid).isPresent() && !Proc.ended(pid)));
    }
}
