package io.taskforge.model.settings;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;

/** Ends a start that cannot succeed with one line, which says what to do, and exit code 2; a stack trace would hide it. */
public final class StartRefusal {

    private static final Logger LOG = Logger.getLogger(StartRefusal.class);

    private static final int EXIT_CODE = 2;

    private StartRefusal() {}

    /** To be thrown by an observer of the start. */
    public static RuntimeException because(String reason) {
        LOG.error(reason);
        Quarkus.asyncExit(EXIT_CODE);
        return new PreventFurtherStepsException(EXIT_CODE);
    }
}
