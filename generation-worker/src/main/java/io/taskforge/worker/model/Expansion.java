package io.taskforge.worker.model;

import io.taskforge.model.job.ModelAnswer.Step;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.salvage.Salvage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The body of one ticket: asked once, once more when the answer is unusable and a second try is left, and then the rules. */
final class Expansion {

    private final ModelJob job;

    Expansion(ModelJob job) {
        this.job = job;
    }

    /** How reading one answer ended: with a body, and what was mended for it, or with what is wrong with it. */
    record Read(Optional<TicketBody> body, String mended, Optional<Flaw> flaw) {

        static Read unusable(Flaw flaw) {
            return new Read(Optional.empty(), "", Optional.of(flaw));
        }
    }

    TicketBody expand(ExpandRequest request) {
        Flaw flaw = null;
        for (int attempt = 0; attempt < 2 && (attempt == 0 || job.takeSecondTry()); attempt++) {
            Optional<Answer> answer =
                    job.ask(about(request), job.prompts().expand(request, attempt, Optional.ofNullable(flaw)));
            if (answer.isEmpty()) {
                return smaller(request);
            }
            Read read = read(request, answer.get());
            if (read.flaw().isEmpty()) {
                job.answers().used(read.mended(), Made.of(read.body().orElseThrow()));
                job.tally().draftedByModel();
                return read.body().orElseThrow();
            }
            flaw = read.flaw().get();
            job.answers().unusable(flaw.words(), Optional.empty());
        }
        if (!job.mayAsk()) {
            throw job.budgetUsedUp();
        }
        job.answers().leftToRules();
        job.tally().draftedByRules(flaw);
        job.notes().byRules(request.position(), unit(request), flaw);
        return job.rules().expand(request);
    }

    /** As it can be used, with what had to be mended noted. */
    Read read(ExpandRequest request, Answer answer) {
        if (!(answer instanceof Answer.Written written)) {
            return Read.unusable(Flaw.SPOILED);
        }
        Salvage.Salvaged<Optional<Salvage.Body>> salvaged = Salvage.body(written.content(), Flaw.whole(written));
        Optional<Flaw> flaw = flawOf(salvaged, written);
        if (flaw.isPresent()) {
            return Read.unusable(flaw.get());
        }
        Salvage.Body body = salvaged.value().orElseThrow();
        job.notes().mended(request.position(), unit(request), salvaged.flags());
        TicketBody read = byModel(body);
        noteClaims(request, read);
        return new Read(Optional.of(read), Notes.words(salvaged.flags()), Optional.empty());
    }

    /** Of the model's body of a ticket that is the last so far. */
    void noteClaims(ExpandRequest request, TicketBody body) {
        String words = body.about() + " " + String.join(" ", body.checks());
        job.notes()
                .unsupported(request.position(), unit(request), job.grounding().unsupported(words));
    }

    private static Answers.Asked about(ExpandRequest request) {
        return new Answers.Asked(Step.EXPAND, Optional.of(unit(request)));
    }

    static String unit(ExpandRequest request) {
        return "“" + request.outline().title() + "”";
    }

    private Optional<Flaw> flawOf(Salvage.Salvaged<Optional<Salvage.Body>> salvaged, Answer.Written written) {
        if (salvaged.value().isEmpty()) {
            boolean saysNothing = salvaged.flags().contains(Salvage.Flag.EMPTY_WORDS_DROPPED);
            return Optional.of(Flaw.of(salvaged, written, saysNothing ? Flaw.NOTHING_SAID : Flaw.NO_JSON));
        }
        Salvage.Body body = salvaged.value().get();
        if (body.checks().isEmpty()) {
            return Optional.of(Flaw.NO_CHECKS);
        }
        String words = body.about() + " " + String.join(" ", body.checks());
        return job.inOtherLanguage(words) ? Optional.of(Flaw.OTHER_LANGUAGE) : Optional.empty();
    }

    private static TicketBody byModel(Salvage.Body body) {
        return new TicketBody(
                body.about(),
                body.checks(),
                body.labels(),
                body.points(),
                body.priority(),
                null,
                body.question(),
                DraftedBy.MODEL);
    }

    /** Two bodies of half the statements each, made one. What else can be spared goes last. */
    private TicketBody smaller(ExpandRequest request) {
        List<Statement> all = request.statements();
        if (all.size() <= 1) {
            ExpandRequest lean = request.siblings().isEmpty()
                    ? Leaner.of(request)
                    : new ExpandRequest(request.position(), request.outline(), request.component(), all, List.of());
            if (lean.equals(request)) {
                throw job.tooLong();
            }
            return expand(lean);
        }
        int middle = all.size() / 2;
        return joined(
                expand(part(request, all.subList(0, middle))), expand(part(request, all.subList(middle, all.size()))));
    }

    private static TicketBody joined(TicketBody a, TicketBody b) {
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < Math.max(a.checks().size(), b.checks().size()); i++) {
            a.checks().stream().skip(i).limit(1).forEach(checks::add);
            b.checks().stream().skip(i).limit(1).forEach(checks::add);
        }
        TreeSet<String> labels = new TreeSet<>(a.labels());
        labels.addAll(b.labels());
        return new TicketBody(
                a.about() + "\n\n" + b.about(),
                checks.stream().distinct().toList(),
                List.copyOf(labels),
                larger(a.points(), b.points()),
                larger(a.priority(), b.priority()),
                null,
                a.question().or(b::question),
                a.draftedBy() == b.draftedBy() ? a.draftedBy() : DraftedBy.MODEL);
    }

    private static ExpandRequest part(ExpandRequest request, List<Statement> statements) {
        return new ExpandRequest(
                request.position(), request.outline(), request.component(), statements, request.siblings());
    }

    private static <T extends Comparable<T>> T larger(T a, T b) {
        return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
    }
}
