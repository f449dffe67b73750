package io.taskforge.chaos.scenario;

import static io.taskforge.chaos.check.SoundRun.FIRST;
import static io.taskforge.chaos.check.SoundRun.SECOND;
import static io.taskforge.chaos.check.SoundRun.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.chaos.check.Recovery.Orphan;
import io.taskforge.chaos.check.SoundRun;
import io.taskforge.chaos.client.ClientLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single scenarios want beside the invariants, shown able to fail. */
class VerdictsTest {

    private final SoundRun run = new SoundRun();

    @Test
    void a_crash_for_each_run_whose_worker_was_killed_is_right() {
        assertEquals(List.of(), crashes(new Orphan(FIRST, 1, START)));
    }

    @Test
    void a_crash_without_a_kill_is_told() {
        assertTrue(crashes().getFirst().contains("although nobody killed its worker"), crashes()::toString);
    }

    @Test
    void a_crash_counted_twice_is_told() {
        run.sql("update job set crashes = 2 where id = '" + FIRST + "'");

        assertEquals(List.of("job " + FIRST + " counts 2 crashes, its events 1"), crashes(new Orphan(FIRST, 1, START)));
    }

    private List<String> crashes(Orphan... orphans) {
        return WorkerKilled.crashes(List.of(orphans), run.evidence()).toList();
    }

    @Test
    void a_worker_that_stood_still_must_have_lost_its_job() {
        assertEquals(List.of(), WorkerFrozen.judge(List.of(new Orphan(FIRST, 1, START)), run.evidence()));
        assertEquals(
                1,
                WorkerFrozen.judge(List.of(new Orphan(SECOND, 1, START)), run.evidence())
                        .size());
    }

    @Test
    void a_scenario_that_took_no_job_away_has_shown_nothing() {
        assertEquals(1, WorkerFrozen.judge(List.of(), run.evidence()).size());
    }

    @ParameterizedTest
    @CsvSource({
        "200, completed, false",
        "202, completed, false",
        "202, cancelled, true",
        "200, cancelled, true",
        "409, completed, true",
        "409, cancelled, false",
        "404, completed, false"
    })
    void what_the_answer_to_a_cancel_promised_must_be_so(int answer, String status, boolean right) {
        run.sql("update job set status = '" + status + "', error = case '" + status
                + "' when 'cancelled' then '{}'::jsonb end where id = '" + FIRST + "'");
        run.log.cancelled(run.first, new ClientLog.Cancel(answer, START, START));

        assertEquals(right, CancelledAnywhere.judge(run.evidence()).isEmpty());
    }
}
