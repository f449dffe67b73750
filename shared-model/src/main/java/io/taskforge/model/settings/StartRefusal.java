package io.taskforge.model.settings;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import org.jboss.logging.Logger;

/** Ends a start that cannot succeed with one line, which says what to do, and exit code 2; a stack trace would hide it. */
public final class StartRefusal {

    private static final Logger LOG = Logger.getLogger(StartRefusal.class);

    private static final int EXIT_CODE = 2;

    private StartRefusal() {}

    /** To be thrown by an observer of the start. */
    public static RuntimeException because(String reason) {
        return because(List.of(reason));
    }

    /** Likewise, for several reasons at once: a line each. */
    public static RuntimeException because(List<String> reasons) {
        reasons.forEach(LOG::error);
        Quarkus.asyncExit(EXIT_CODE);
        return new PreventFurtherStepsException(EXIT_CODE);
    }
}
