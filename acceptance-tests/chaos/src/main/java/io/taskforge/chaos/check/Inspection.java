package io.taskforge.chaos.check;

import io.taskforge.chaos.client.CallbackSink;
import io.taskforge.chaos.client.ClientLog;
import io.taskforge.chaos.client.Load;
import io.taskforge.fakeollama.FakeOllama;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done at the end of every scenario: wait until it is quiet, ask as the clients do, look at everything, and judge.
 *
 * @param jdbcUrl straight to the database, with user and password
 * @param folder where each service has its log
 * @param services names of the services; the log of each is called so
 * @param brokerLog the broker's log; empty for a broker without one
 */
public record Inspection(
        String jdbcUrl,
        Load load,
        CallbackSink sink,
        FakeOllama model,
        Path folder,
        List<String> services,
        Optional<Path> brokerLog,
        RestProbe rest) {

    /** As many are read back one by one; of more jobs than that, evenly spread ones. */
    private static final int READ_BACK = 300;

    /** Long enough for every poll and heartbeat that happens to be under way, and for a broker that dropped somebody to notice. */
    private static final Duration REST = Duration.ofSeconds(30);

    /** What was found. */
    public record Findings(Evidence evidence, List<Violation> violations, Accounting accounting) {

        /** Whether nothing is to be said against the run. */
        public boolean clean() {
            return violations.isEmpty() && accounting.balanced();
        }
    }

    /** @param patience how long it may take until it is quiet */
    public Findings conclude(Duration patience, Expectations expected) throws Exception {
        List<Violation> violations = new ArrayList<>();
        new Quiescence(jdbcUrl).await(patience).ifPresent(violations::add);
        load.readBack(some(load.log().entries()));
        Evidence evidence = evidence(expected);
        violations.addAll(Invariants.violations(evidence));
        return new Findings(evidence, violations, Accounting.of(evidence));
    }

    private Evidence evidence(Expectations expected) throws Exception {
        Rest atRest = rest.observe(REST);
        List<ServiceLog> logs = new ArrayList<>();
        for (String service : services) {
            logs.add(ServiceLog.read(service, folder.resolve(service + ".log")));
        }
        ServiceLog broker = brokerLog.isPresent()
                ? ServiceLog.read("broker", brokerLog.get())
                : new ServiceLog("broker", List.of());
        try (Connection database = DriverManager.getConnection(jdbcUrl)) {
            return new Evidence(
                    Snapshot.of(database),
                    load.log().entries(),
                    sink.deliveries(),
                    ModelCall.of(model.chats()),
                    logs,
                    broker,
                    atRest,
                    expected);
        }
    }

    private static List<ClientLog.Entry> some(List<ClientLog.Entry> entries) {
        int step = Math.max(1, entries.size() / READ_BACK);
        List<ClientLog.Entry> some = new ArrayList<>();
        for (int i = 0; i < entries.size(); i += step) {
            some.add(entries.get(i));
        }
        return some;
    }
}
