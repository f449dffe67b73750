package io.taskforge.eval;

import io.taskforge.eval.gold.GoldFault;
import io.taskforge.eval.gold.Spec;
import io.taskforge.eval.gold.SpecFolder;
import io.taskforge.worker.engine.DraftingFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code ./taskforge eval}. Exit 0: measured and every result kept the rules; 1: measured and one did not; 2: could not measure. */
public final class Eval {

    private static final int EXIT_GATE = 1;
    private static final int EXIT_UNABLE = 2;

    private Eval() {}

    /** @param arguments as {@link EvalOptions#USAGE} says */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            EvalOptions options = EvalOptions.parse(arguments);
            List<Spec> specs = SpecFolder.read(options.folder(), options.only());
            return new Evaluation(options, out).run(specs) ? 0 : EXIT_GATE;
        } catch (EvalOptions.Misuse | GoldFault e) {
            err.println("taskforge eval: " + e.getMessage());
        } catch (DraftingFailure e) {
            err.println("taskforge eval: no drafts: " + e.getMessage());
        } catch (IOException e) {
            err.println("taskforge eval: the report cannot be written: " + e.getMessage());
        }
        return EXIT_UNABLE;
    }
}
