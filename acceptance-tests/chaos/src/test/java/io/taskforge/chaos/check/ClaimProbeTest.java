package io.taskforge.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimProbeTest {

    @Test
    void claims_are_measured_and_no_job_notices() throws InterruptedException {
        SoundRun run = new SoundRun();
        run.sql(
                "update job set status = 'queued', finished_at = null, available_at = now(), expires_at = now() + interval '1 hour';"
                        + " insert into job_input (job_id, spec, spec_sha256, line_count) select id, 'x', sha256('x'), 1 from job");
        Snapshot before = run.snapshot();

        List<Duration> taken;
        try (ClaimProbe probe = ClaimProbe.start(run.jdbcUrl())) {
            taken = probe.taken();
        }

        assertFalse(taken.getFirst().isZero());
        assertEquals(before, run.snapshot());
    }

    @Test
    void a_database_that_cannot_be_asked_is_told() {
        ClaimProbe probe = ClaimProbe.start("jdbc:postgresql://127.0.0.1:1/none?user=x&password=x");

        assertThrows(IllegalStateException.class, probe::taken);
    }
}
