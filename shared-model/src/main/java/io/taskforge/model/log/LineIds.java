package io.taskforge.model.log;

import io.taskforge.model.job.JobId;
import io.taskforge.model.trace.TraceParent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;

/**
 * Puts a job's id, and its trace's, on the lines that are logged until it is closed, by the same thread or under the same request. A
 * request's own id is put by the api-service's doors, the ids of a current span by the framework.
 */
public final class LineIds implements AutoCloseable {

    public static final String REQUEST = "request_id";
    public static final String JOB = "job_id";
    static final String TRACE = "trace_id";
    static final String SPAN = "span_id";

    private final Map<String, Object> before = new HashMap<>();

    private LineIds(JobId job, Optional<TraceParent> span) {
        put(JOB, job.toString());
        span.ifPresent(parent -> {
            put(TRACE, parent.span().getTraceId());
            put(SPAN, parent.span().getSpanId());
        });
    }

    public static LineIds of(JobId job) {
        return new LineIds(job, Optional.empty());
    }

    /** For code that no current span reaches. */
    public static LineIds of(JobId job, Optional<TraceParent> span) {
        return new LineIds(job, span);
    }

    /** On all lines that follow of the request that is being answered. */
    public static void rest(JobId job) {
        MDC.put(JOB, job.toString());
    }

    private void put(String name, String id) {
        before.put(name, MDC.get(name));
        MDC.put(name, id);
    }

    /** The thread may have been within a job's lines already. */
    @Override
    public void close() {
        before.forEach((name, id) -> {
            if (id == null) {
                MDC.remove(name);
            } else {
                MDC.put(name, id);
            }
        });
    }
}
