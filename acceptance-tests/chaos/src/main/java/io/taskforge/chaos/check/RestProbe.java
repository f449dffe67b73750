package io.taskforge.chaos.check;

import io.taskforge.chaos.waiting.Waiting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at what goes on when nothing should. Looks again for a while: a poll that happens to be under way is not a leak. */
public final class RestProbe {

    /** What the broker holds for the workers. */
    public record Queue(long ready, long unacknowledged) {}

    /** Asks the broker. */
    public interface QueueLook {
        Queue look() throws Exception;
    }

    private static final Duration LOOK = Duration.ofMillis(500);

    private static final String SESSIONS = """
            select state, left(query, 80) as query, state like 'idle in transaction%' as held
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'""";

    private final String jdbcUrl;
    private final int connectionsAtMost;
    private final List<Long> services;
    private final QueueLook queue;

    /** @param services ids of their processes */
    public RestProbe(String jdbcUrl, int connectionsAtMost, List<Long> services, QueueLook queue) {
        this.jdbcUrl = jdbcUrl;
        this.connectionsAtMost = connectionsAtMost;
        this.services = List.copyOf(services);
        this.queue = queue;
    }

    /** As it is once it is quiet, or else at the end of the patience. */
    public Rest observe(Duration patience) throws Exception {
        return Waiting.settled(this::look, RestProbe::quiet, patience, LOOK);
    }

    private static boolean quiet(Rest rest) {
        return rest.idleInTransaction().isEmpty()
                && rest.busy().isEmpty()
                && rest.children().isEmpty()
                && rest.ready() == 0
                && rest.unacknowledged() == 0
                && rest.connections() <= rest.connectionsAtMost();
    }

    private Rest look() throws Exception {
        Queue messages = queue.look();
        List<String> held = new ArrayList<>();
        List<String> busy = new ArrayList<>();
        int connections = sessions(held, busy);
        return new Rest(
                connections, connectionsAtMost, held, busy, messages.ready(), messages.unacknowledged(), children());
    }

    private int sessions(List<String> held, List<String> busy) throws SQLException {
        int connections = 0;
        try (Connection database = DriverManager.getConnection(jdbcUrl);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(SESSIONS)) {
            while (row.next()) {
                connections++;
                String words = row.getString("state") + " after: " + row.getString("query");
                if (row.getBoolean("held")) {
                    held.add("a session is " + words);
                } else if ("active".equals(row.getString("state"))) {
                    busy.add("a session is " + words);
                }
            }
        }
        return connections;
    }

    private List<String> children() {
        return services.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(service -> service.descendants()
                        .map(child -> "process " + child.pid() + " is a child that service " + service.pid() + " left"))
                .toList();
    }
}
