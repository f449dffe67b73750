package io.taskforge.bench.drafting;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.contender.Contender;
import io.taskforge.eval.contender.ModelSeam;
import io.taskforge.eval.gold.Spec;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.worker.ingest.SpecReader;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Measures reading alone, and the whole pipeline over a model that takes no time. */
public final class DraftingBench {

    /** What can be asked for. */
    public enum Part {
        INGEST,
        DRAFTING
    }

    private static final int KILOBYTE = 1_000;
    private static final int[] KILOBYTES = {100, 200, 400};
    private static final double READ_AT_MOST = 1_000;
    private static final int READINGS = 9;
    private static final int READ_WARM_UPS = 3;

    /** Statements and tickets of a job. */
    private static final int[][] JOBS = {{5, 3}, {20, 10}, {60, 30}, {300, 50}};

    private static final int DRAFTINGS = 40;
    private static final int DRAFT_WARM_UPS = 10;
    private static final double ONCE_AT_MOST = 50;
    private static final double PER_CALL_AT_MOST = 5;

    private final PrintStream out;

    public DraftingBench(PrintStream out) {
        this.out = out;
    }

    public void run(Set<Part> parts) {
        if (parts.contains(Part.INGEST)) {
            ingest();
        }
        if (parts.contains(Part.DRAFTING)) {
            drafting();
        }
    }

    private void ingest() {
        out.printf(
                "%n%-36s %8s %8s %8s %10s   %s%n",
                "reading, ms (median)", "100 KB", "200 KB", "400 KB", "400 to 100", "400 KB < 1 s");
        for (Texts shape : Texts.values()) {
            double[] medians = new double[KILOBYTES.length];
            for (int size = 0; size < KILOBYTES.length; size++) {
                TicketSpec spec =
                        new TicketSpec("Plant", shape.ofBytes(KILOBYTES[size] * KILOBYTE), GenerationOptions.DEFAULTS);
                medians[size] = Samples.of(READ_WARM_UPS, READINGS, () -> new SpecReader().read(spec))
                        .percentile(50);
            }
            out.printf(
                    Locale.ROOT,
                    "%-36s %8.0f %8.0f %8.0f %10.1f   %s%n",
                    shape.what(),
                    medians[0],
                    medians[1],
                    medians[2],
                    medians[2] / medians[0],
                    medians[2] < READ_AT_MOST ? "reached" : "missed");
        }
    }

    /** The model takes no time, so that all the time is ours, that of the server that stands in for it included. */
    private void drafting() {
        out.printf(
                "%n%-36s %7s %8s %8s %12s %10s   %s%n",
                "the pipeline over an instant model",
                "calls",
                "p50 ms",
                "p95 ms",
                "50 + 5/call",
                "p95 of it",
                "p95 within it");
        try (FakeOllama fake = FakeOllama.start()) {
            Contender pipeline = ModelSeam.configured(Optional.of(fake.url().toString()), Optional.of(FakeOllama.MODEL))
                    .pipeline();
            for (int[] job : JOBS) {
                job(pipeline, job[0], job[1]);
            }
        }
    }

    private void job(Contender pipeline, int statements, int tickets) {
        Spec spec = new Spec("plant", "Plant", Texts.LISTS.ofStatements(statements), Optional.empty());
        Attempt attempt = pipeline.draft(spec, tickets);
        int calls = attempt.result().generation().modelCalls();
        Samples samples = Samples.of(DRAFT_WARM_UPS, DRAFTINGS, () -> pipeline.draft(spec, tickets));
        double allowed = ONCE_AT_MOST + PER_CALL_AT_MOST * calls;
        double p95 = samples.percentile(95);
        out.printf(
                Locale.ROOT,
                "%-36s %7d %8.0f %8.0f %12.0f %10.2f   %s%n",
                statements + " statements, " + tickets + " tickets",
                calls,
                samples.percentile(50),
                p95,
                allowed,
                p95 / allowed,
                p95 <= allowed ? "reached" : "missed");
    }
}
