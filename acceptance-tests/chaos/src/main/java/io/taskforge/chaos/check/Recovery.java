package io.taskforge.chaos.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How long it took until everything was as before, by the events of the jobs. */
public final class Recovery {

    /** A run that a worker held when it was killed. */
    public record Orphan(UUID job, int attempt, Instant killedAt) {}

    private static final String HELD = """
            select id, attempt from job
            where status in ('running', 'cancelling') and lease_owner like ?""";

    /** A lease that is extended every five seconds has never so little left. */
    private static final String SILENT = HELD + " and lease_until < now() + interval '11 seconds'";

    private static final String TAKEN_AWAY =
            "select job_id, attempt, at from job_event where type = 'lease_expired' and at > ? order by at";

    private static final long KIB = 1_024;

    private Recovery() {}

    /**
     * The runs that a killed worker leaves, to be asked for soon after its death.
     *
     * @param worker the id of its process, with which the names of its leases begin
     */
    public static List<Orphan> orphans(String jdbcUrl, long worker, Instant killedAt) throws SQLException {
        return held(HELD, jdbcUrl, worker, killedAt);
    }

    /** The runs that a worker holds and does not beat for any more. */
    public static List<Orphan> silent(String jdbcUrl, long worker, Instant now) throws SQLException {
        return held(SILENT, jdbcUrl, worker, now);
    }

    private static List<Orphan> held(String which, String jdbcUrl, long worker, Instant killedAt) throws SQLException {
        try (Connection database = DriverManager.getConnection(jdbcUrl);
                PreparedStatement held = database.prepareStatement(which)) {
            held.setString(1, worker + "@%");
            List<Orphan> orphans = new ArrayList<>();
            try (ResultSet row = held.executeQuery()) {
                while (row.next()) {
                    orphans.add(new Orphan(row.getObject("id", UUID.class), row.getInt("attempt"), killedAt));
                }
            }
            return orphans;
        }
    }

    /** The runs that lost their lease since then, whoever held them; the moment is that of the loss. */
    public static List<Orphan> takenAway(String jdbcUrl, Instant since) throws SQLException {
        try (Connection database = DriverManager.getConnection(jdbcUrl);
                PreparedStatement taken = database.prepareStatement(TAKEN_AWAY)) {
            taken.setObject(1, since.atOffset(ZoneOffset.UTC));
            List<Orphan> orphans = new ArrayList<>();
            try (ResultSet row = taken.executeQuery()) {
                while (row.next()) {
                    orphans.add(new Orphan(
                            row.getObject("job_id", UUID.class),
                            row.getInt("attempt"),
                            row.getObject("at", OffsetDateTime.class).toInstant()));
                }
            }
            return orphans;
        }
    }

    /** From each death to the next claim of the job; those that were not run again are left out. */
    public static List<Duration> runAgain(List<Orphan> orphans, Snapshot database) {
        return orphans.stream()
                .flatMap(orphan -> database.eventsOf(orphan.job()).stream()
                        .filter(event -> event.type().equals("claimed") && event.attempt() == orphan.attempt() + 1)
                        .map(event -> Duration.between(orphan.killedAt(), event.at())))
                .toList();
    }

    /** Bytes of memory that the process has in use; empty when it is gone. */
    public static Optional<Long> resident(long process) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
