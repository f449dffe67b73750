package io.taskforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.taskforge.model.job.BaseJob;
import io.taskforge.model.job.FailureOutcome;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobSpans;
import io.taskforge.model.job.ModelAnswers;
import io.taskforge.model.job.NewDrafts;
import io.taskforge.model.job.StoredJson;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.drafting.DraftingObserver;
import io.taskforge.worker.drafting.DraftingPipeline;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.incremental.BaseDraft;
import io.taskforge.worker.intake.RunMeter.Outcome;
import io.taskforge.worker.lease.AnswersOfRun;
import io.taskforge.worker.lease.LeasedRun;
import io.taskforge.worker.lease.StopReason;
import io.taskforge.worker.model.EngineSelection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Drafts one claimed job and ends its run: completed, failed, or stopped for the reason that interrupted it. */
@ApplicationScoped
public class JobRun implements RunBody {

    private static final Logger LOG = Logger.getLogger(JobRun.class);

    /** A result as it will be stored, and how many tickets are in it. */
    private record Drafted(String body, int tickets) {}

    private final EngineSelection engines;
    private final DraftingPipeline pipeline;
    private final TicketSchemas schemas;
    private final ModelAnswers answers;
    private final RunMeter meter;
    private final ObjectMapper json;

    JobRun(
            EngineSelection engines,
            DraftingPipeline pipeline,
            TicketSchemas schemas,
            ModelAnswers answers,
            RunMeter meter,
            ObjectMapper json) {
        this.engines = engines;
        this.pipeline = pipeline;
        this.schemas = schemas;
        this.answers = answers;
        this.meter = meter;
        this.json = json;
    }

    @Override
    public void run(LeasedRun run) {
        Span span = RunSpans.run(run.job());
        RunMeter.Measured measured = meter.begun(run.job());
        try (Scope current = span.makeCurrent()) {
            LOG.infof("attempt %d starts", run.job().attempt());
            // What goes wrong after the drafting is the database's, and no fault of the job.
            drafted(run, measured).ifPresent(drafted -> complete(run, drafted, measured));
            span.end();
        } catch (RuntimeException e) {
            measured.ended(Outcome.LOST);
            JobSpans.end(span, e);
            throw e;
        }
    }

    /** Empty when the run has ended without a result. */
    private Optional<Drafted> drafted(LeasedRun run, RunMeter.Measured measured) {
        try (AnswersOfRun told = new AnswersOfRun(answers, run.job().lease())) {
            TicketsResult result = draft(run, told, measured);
            measured.by(result.generation().engine());
            return Optional.of(new Drafted(write(result), result.tickets().size()));
        } catch (DraftingInterrupted e) {
            stopped(run, measured);
        } catch (RuntimeException | Error e) {
            // Also an Error: a specification that overflows a stack must fail its own job, not be taken for a lost
            // worker.
            broken(run, e, measured);
        }
        return Optional.empty();
    }

    private static void complete(LeasedRun run, Drafted drafted, RunMeter.Measured measured) {
        var done = new JobProgress(JobProgress.Phase.DONE, 100, drafted.tickets(), null);
        if (RunSpans.completing(() -> run.completed(drafted.body(), done), drafted.tickets())) {
            LOG.infof(
                    "job %s: attempt %d completed with %d tickets",
                    run.job().lease().jobId(), run.job().attempt(), drafted.tickets());
            measured.ended(Outcome.COMPLETED);
        } else {
            ended(run, measured);
        }
    }

    private static void stopped(LeasedRun run, RunMeter.Measured measured) {
        run.stopReason().ifPresent(RunSpans::stopped);
        run.stopped();
        ended(run, measured);
    }

    private static void ended(LeasedRun run, RunMeter.Measured measured) {
        switch (run.stopReason().orElse(StopReason.CANCELLED)) {
            case CANCELLED -> measured.ended(Outcome.CANCELLED);
            case OVERDUE -> measured.ended(Outcome.FAILED, run.overdue().code());
            case SHUTDOWN -> measured.ended(Outcome.HANDED_BACK);
            case LEASE_LOST -> measured.ended(Outcome.LOST);
        }
    }

    private static void broken(LeasedRun run, Throwable cause, RunMeter.Measured measured) {
        if (cause instanceof DraftingFailure failure) {
            fail(run, failure, measured);
        } else if (run.stopReason().isPresent()) {
            // An interrupt can surface as whatever the interrupted library makes of it.
            stopped(run, measured);
        } else {
            LOG.error("drafting broke", cause);
            fail(
                    run,
                    new DraftingFailure(Code.INTERNAL_ERROR, "TaskForge failed to draft this specification.", cause),
                    measured);
        }
    }

    private TicketsResult draft(LeasedRun run, AnswersOfRun told, RunMeter.Measured measured) {
        var spec = run.job().spec();
        Optional<BaseDraft> base = base(run);
        EngineSelection.Selected selected = engines.select(spec.options(), told::answered);
        measured.by(selected.kind());
        LOG.infof("drafting with %s: %s", selected.kind(), selected.reason());
        return pipeline.draft(
                run.job().lease().jobId(),
                spec,
                base,
                selected.engine(),
                run.job().queued().toMillis(),
                new Telling(run));
    }

    /** Passes on what the drafting tells, in the form in which it is stored. */
    private final class Telling implements DraftingObserver {

        private final LeasedRun run;

        private Telling(LeasedRun run) {
            this.run = run;
        }

        @Override
        public void progressed(JobProgress progress) {
            RunSpans.progressed(progress);
            run.progress(progress);
        }

        @Override
        public void drafted(Ticket provisional, Supplier<TicketsResult> soFar) {
            run.drafted(StoredJson.write(json, provisional), () -> kept(soFar));
        }

        /** Empty when no valid result can be made of the drafts: that is for the end of the run to say, not for a heartbeat. */
        private Optional<NewDrafts.Partial> kept(Supplier<TicketsResult> soFar) {
            try {
                TicketsResult result = soFar.get();
                return Optional.of(new NewDrafts.Partial(result.tickets().size(), write(result)));
            } catch (RuntimeException | Error e) {
                LOG.warnf(
                        e,
                        "job %s: its drafts so far cannot be kept",
                        run.job().lease().jobId());
                return Optional.empty();
            }
        }
    }

    /** A job is never drafted without the base that it asked for: its tickets would take ids that name others in the client's tracker. */
    private Optional<BaseDraft> base(LeasedRun run) {
        if (run.job().base().isEmpty()) {
            return Optional.empty();
        }
        BaseJob base = run.base()
                .orElseThrow(() -> baseUnusable("The result of the base job is no longer kept; submit the specification"
                        + " without base_job_id, or with a job whose result is still there."));
        try {
            TicketsResult result = json.readValue(base.result(), TicketsResult.class);
            return Optional.of(new BaseDraft(base.id(), result, base.options(), base.spec()));
        } catch (JsonProcessingException e) {
            // Without its words, which repeat what could not be read: a client's do not belong into a log.
            LOG.warnf(
                    "the result of base job %s cannot be read (%s)",
                    base.id(), e.getClass().getSimpleName());
            throw baseUnusable("The result of the base job is of a version that cannot be built on; submit the"
                    + " specification without base_job_id.");
        }
    }

    private static DraftingFailure baseUnusable(String message) {
        return new DraftingFailure(Code.BASE_JOB_UNUSABLE, message);
    }

    /** The last gate before anyone sees it: what is published as the schema is what is served. */
    private String write(TicketsResult result) {
        JsonNode document = json.valueToTree(result);
        var violations = schemas.violations(TicketSchemas.Name.RESULT, document);
        if (!violations.isEmpty()) {
            throw new DraftingFailure(
                    Code.MODEL_OUTPUT_INVALID,
                    "The drafts break the result schema: "
                            + violations.iterator().next().getMessage());
        }
        return StoredJson.write(json, document);
    }

    private static void fail(LeasedRun run, DraftingFailure failure, RunMeter.Measured measured) {
        Code code = failure.code();
        JobError error = new JobError(code.name().toLowerCase(Locale.ROOT), failure.getMessage(), code.retryable());
        FailureOutcome outcome = run.failed(error, code.retryable());
        measured.ended(Outcome.of(outcome), error.code());
        RunSpans.failed(error, outcome);
        LOG.warnf("attempt %d failed (%s), %s: %s", run.job().attempt(), error.code(), outcome, error.message());
    }
}
