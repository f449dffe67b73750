package io.taskforge.chaos.check;

import static io.taskforge.chaos.check.SoundRun.FIRST;
import static io.taskforge.chaos.check.SoundRun.SECOND;
import static io.taskforge.chaos.check.SoundRun.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.chaos.check.Recovery.Orphan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private final SoundRun run = new SoundRun();

    @Test
    void a_killed_workers_run_is_claimed_again_so_long_after_the_kill() {
        List<Orphan> orphans = List.of(new Orphan(FIRST, 1, START.plusSeconds(10)));

        assertEquals(List.of(Duration.ofSeconds(22)), Recovery.runAgain(orphans, run.snapshot()));
    }

    @Test
    void a_run_that_was_never_claimed_again_has_no_duration() {
        List<Orphan> orphans = List.of(new Orphan(SECOND, 1, START));

        assertEquals(List.of(), Recovery.runAgain(orphans, run.snapshot()));
    }

    @Test
    void the_orphans_of_a_worker_are_the_runs_that_its_process_holds() throws SQLException {
        held("now()");

        assertEquals(List.of(new Orphan(SECOND, 1, START)), Recovery.orphans(run.jdbcUrl(), 17, START));
        assertEquals(List.of(), Recovery.orphans(run.jdbcUrl(), 7, START));
    }

    @Test
    void a_run_is_silent_when_beats_have_not_extended_its_lease() throws SQLException {
        held("now() + interval '9 seconds'");
        assertEquals(List.of(new Orphan(SECOND, 1, START)), Recovery.silent(run.jdbcUrl(), 17, START));

        held("now() + interval '19 seconds'");
        assertEquals(List.of(), Recovery.silent(run.jdbcUrl(), 17, START));
    }

    private void held(String until) throws SQLException {
        run.sql("update job set status = 'running', finished_at = null, lease_token = gen_random_uuid(), lease_until = "
                + until + ", lease_owner = '17@host/x' where id = '" + SECOND + "'");
    }

    @Test
    void a_run_that_lost_its_lease_was_taken_away() throws SQLException {
        assertEquals(
                List.of(new Orphan(FIRST, 1, START.plusSeconds(31))),
                Recovery.takenAway(run.jdbcUrl(), START.plusSeconds(30)));
        assertEquals(List.of(), Recovery.takenAway(run.jdbcUrl(), START.plusSeconds(31)));
    }

    @Test
    void this_process_has_memory_in_use_and_one_that_never_was_has_none() {
        assertTrue(Recovery.resident(ProcessHandle.current().pid()).orElseThrow() > 1_000_000);
        assertEquals(Optional.empty(), Recovery.resident(1L << 40));
    }

    @Test
    void of_a_hundred_durations_the_second_largest_is_the_99th_percentile() {
        Spread spread = Spread.of(IntStream.rangeClosed(1, 100)
                        .mapToObj(Duration::ofSeconds)
                        .toList())
                .orElseThrow();

        assertEquals(new Spread(100, Duration.ofSeconds(50), Duration.ofSeconds(99), Duration.ofSeconds(100)), spread);
    }

    @Test
    void of_no_durations_there_is_no_spread() {
        assertEquals(Optional.empty(), Spread.of(List.of()));
    }
}
