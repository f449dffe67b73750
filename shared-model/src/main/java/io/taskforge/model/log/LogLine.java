package io.taskforge.model.log;

import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/** The last that happens to a line before it is written, in whichever format. */
public final class LogLine {

    private LogLine() {}

    /** May be done twice. */
    public static void finish(LogRecord entry) {
        if (entry instanceof ExtLogRecord line) {
            rename(line, "traceId", LineIds.TRACE);
            rename(line, "spanId", LineIds.SPAN);
            line.removeMdc("parentId");
            line.removeMdc("sampled");
        }
        Secrets.hide(entry);
    }

    /** All ids of a line are spelt alike. */
    private static void rename(ExtLogRecord line, String theirs, String ours) {
        String id = line.removeMdc(theirs);
        if (id != null) {
            line.putMdc(ours, id);
        }
    }
}
