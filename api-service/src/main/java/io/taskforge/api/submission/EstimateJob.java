package io.taskforge.api.submission;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.submission.TicketsEstimate.Code;
import io.taskforge.api.submission.TicketsEstimate.Warning;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.RunDurations;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.GenerationOptions.Budget;
import io.taskforge.model.spec.TicketSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what would become of a request, and keeps nothing of it. */
@ApplicationScoped
class EstimateJob {

    /** Until a job has completed: what a first one took, of a page of text on a small model without a graphics card. */
    private static final Duration UNLESS_KNOWN = Duration.ofSeconds(390);

    /** The rest of the window is for instructions and the answer. */
    private static final int SHARE_OF_WINDOW = 2;

    private final RunDurations durations;
    private final DraftingModel model;
    private final JobPolicy policy;

    EstimateJob(RunDurations durations, DraftingModel model, JobPolicy policy) {
        this.durations = durations;
        this.model = model;
        this.policy = policy;
    }

    /** @param spec of a valid request */
    Uni<TicketsEstimate> of(TicketSpec spec) {
        return DatabaseCall.read(duration(spec.options())).map(duration -> {
            int tokens = TokenEstimate.of(spec.title()) + TokenEstimate.of(spec.text());
            boolean fits = tokens <= model.numCtx() / SHARE_OF_WINDOW;
            return new TicketsEstimate(
                    TicketsEstimate.SCHEMA_VERSION,
                    tokens,
                    fits,
                    duration.orElse(UNLESS_KNOWN).toMillis(),
                    effective(spec.options()),
                    warnings(spec, fits));
        });
    }

    private Uni<Optional<Duration>> duration(GenerationOptions options) {
        return options.model() == null || options.model().equals(model.name())
                ? durations.ofDefaultModel(model.name())
                : durations.ofModel(options.model());
    }

    private GenerationOptions effective(GenerationOptions asked) {
        Budget budget = asked.budget() == null ? new Budget(null, null, null) : asked.budget();
        return new GenerationOptions(
                asked.ticketCount(),
                asked.ticketLimit(),
                asked.includeEpics(),
                asked.dependencyMode(),
                asked.outputDetail(),
                asked.traceability(),
                asked.language(),
                asked.model() == null ? model.name() : asked.model(),
                asked.seed(),
                asked.allowedLabels(),
                asked.storyPointScale(),
                new Budget(
                        budget.maxDurationSeconds() == null
                                ? Math.toIntExact(policy.runDeadline().toSeconds())
                                : budget.maxDurationSeconds(),
                        budget.maxOutputTokens(),
                        budget.maxAttempts() == null ? policy.failuresAtMost() : budget.maxAttempts()));
    }

    private List<Warning> warnings(TicketSpec spec, boolean fits) {
        List<Warning> warnings = new ArrayList<>();
        if (!fits) {
            warnings.add(new Warning(
                    Code.SPEC_LONGER_THAN_CONTEXT,
                    "The specification is larger than the model's window of %d tokens leaves room for; it is drafted in parts."
                            .formatted(model.numCtx())));
        }
        Integer asked = spec.options().ticketCount();
        int statements = SpecGlance.statements(spec.text());
        if (asked != null && asked > statements) {
            warnings.add(new Warning(
                    Code.TICKET_COUNT_HIGH,
                    "Statements found in the specification: about %d; tickets asked for: %d."
                            .formatted(statements, asked)));
        }
        if (!SpecGlance.asksForSomething(spec.text())) {
            warnings.add(
                    new Warning(
                            Code.NO_REQUIREMENTS_LIKELY,
                            "Nothing in the specification looks like a requirement; the result may be one spike that asks for them."));
        }
        return warnings;
    }
}
