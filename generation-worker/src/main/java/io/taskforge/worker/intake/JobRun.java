package io.taskforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.model.job.FailureOutcome;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.drafting.DraftingPipeline;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.lease.LeasedRun;
import io.taskforge.worker.model.EngineSelection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Drafts one claimed job and ends its run: completed, failed, or stopped for the reason that interrupted it. */
@ApplicationScoped
public class JobRun implements RunBody {

    private static final Logger LOG = Logger.getLogger(JobRun.class);

    private final EngineSelection engines;
    private final DraftingPipeline pipeline;
    private final TicketSchemas schemas;
    private final ObjectMapper json;

    JobRun(EngineSelection engines, DraftingPipeline pipeline, TicketSchemas schemas, ObjectMapper json) {
        this.engines = engines;
        this.pipeline = pipeline;
        this.schemas = schemas;
        this.json = json;
    }

    @Override
    public void run(LeasedRun run) {
        MDC.put("job", run.job().lease().jobId());
        try {
            LOG.infof("attempt %d starts", run.job().attempt());
            end(run, draft(run));
        } catch (DraftingInterrupted e) {
            run.stopped();
        } catch (DraftingFailure e) {
            fail(run, e);
        } catch (RuntimeException | Error e) {
            // Also an Error: a specification that overflows a stack must fail its own job, not be taken for a lost
            // worker.
            if (run.stopReason().isPresent()) {
                // An interrupt can surface as whatever the interrupted library makes of it.
                run.stopped();
            } else {
                LOG.error("drafting broke", e);
                fail(run, new DraftingFailure(Code.INTERNAL_ERROR, "TaskForge failed to draft this specification.", e));
            }
        } finally {
            MDC.remove("job");
        }
    }

    private TicketsResult draft(LeasedRun run) {
        var spec = run.job().spec();
        EngineSelection.Selected selected = engines.select(spec.options());
        LOG.infof("drafting with %s: %s", selected.kind(), selected.reason());
        return pipeline.draft(
                run.job().lease().jobId(),
                spec,
                selected.engine(),
                run.job().queued().toMillis(),
                run::progress);
    }

    private void end(LeasedRun run, TicketsResult result) {
        String body = write(result);
        var done = new JobProgress(JobProgress.Phase.DONE, 100, result.tickets().size(), null);
        if (run.completed(body, done)) {
            LOG.infof("completed with %d tickets", result.tickets().size());
        }
    }

    /** The last gate before anyone sees it: what is published as the schema is what is served. */
    private String write(TicketsResult result) {
        try {
            var violations = schemas.violations(TicketSchemas.Name.RESULT, json.valueToTree(result));
            if (!violations.isEmpty()) {
                throw new DraftingFailure(
                        Code.MODEL_OUTPUT_INVALID,
                        "The drafts break the result schema: "
                                + violations.iterator().next().getMessage());
            }
            // PostgreSQL's text cannot hold U+0000, and no client wants it.
            return json.writeValueAsString(result).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new DraftingFailure(Code.INTERNAL_ERROR, "The result could not be written as JSON.", e);
        }
    }

    private static void fail(LeasedRun run, DraftingFailure failure) {
        Code code = failure.code();
        JobError error = new JobError(code.name().toLowerCase(Locale.ROOT), failure.getMessage(), code.retryable());
        FailureOutcome outcome = run.failed(error, code.retryable());
        LOG.warnf("attempt %d failed (%s), %s: %s", run.job().attempt(), error.code(), outcome, error.message());
    }
}
