package io.taskforge.worker.model;

import io.taskforge.model.job.ModelAnswer.Step;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.salvage.Salvage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Titles for a group of statements: asked once, once more for what is missing, and the rules for what is missing then. */
final class Outlining {

    private final ModelJob job;

    Outlining(ModelJob job) {
        this.job = job;
    }

    List<TicketOutline> outline(OutlineRequest request) {
        OutlineAssembly assembly = new OutlineAssembly(request);
        Answers.Asked about = new Answers.Asked(Step.OUTLINE, Optional.of(unit(request)));
        Optional<Flaw> flaw = ask(about, request, 0, Optional.empty(), assembly);
        if (flaw.filter(f -> f == Flaw.DOES_NOT_FIT).isPresent()) {
            return smaller(request);
        }
        if (assembly.missing() > 0) {
            job.tally().askedAgain();
            OutlineRequest rest = assembly.isEmpty() ? request : missingPart(request, assembly);
            flaw = ask(about, rest, 1, flaw.or(() -> Optional.of(Flaw.TOO_FEW)), assembly)
                    .or(() -> Optional.of(Flaw.TOO_FEW));
        }
        if (assembly.missing() == 0) {
            job.tally().draftedByModel();
            return assembly.complete();
        }
        job.answers().leftToRules();
        job.tally().draftedByRules(flaw.orElse(Flaw.TOO_FEW));
        job.notes().byRules(0, unit(request), flaw.orElse(Flaw.TOO_FEW));
        if (assembly.isEmpty()) {
            return job.rules().outline(request);
        }
        assembly.add(job.rules().outline(missingPart(request, assembly)));
        return assembly.missing() == 0 ? assembly.complete() : job.rules().outline(request);
    }

    /** Adds what the model writes to the assembly; the flaw when that was nothing, or when there is one that a second try should know. */
    private Optional<Flaw> ask(
            Answers.Asked about, OutlineRequest request, int attempt, Optional<Flaw> before, OutlineAssembly assembly) {
        Optional<Answer> answer = job.ask(about, job.prompts().outline(request, attempt, before));
        if (answer.isEmpty()) {
            return Optional.of(Flaw.DOES_NOT_FIT);
        }
        if (!(answer.get() instanceof Answer.Written written)) {
            return unusable(Flaw.SPOILED);
        }
        Salvage.Salvaged<List<Salvage.OutlineItem>> items =
                Salvage.outline(written.content(), request.statements().size(), Flaw.whole(written));
        String titles = String.join(
                " ", items.value().stream().map(Salvage.OutlineItem::title).toList());
        if (job.inOtherLanguage(titles)) {
            return unusable(Flaw.OTHER_LANGUAGE);
        }
        assembly.addWritten(items.value(), request.statements());
        if (!items.value().isEmpty()) {
            job.notes().mended(0, unit(request), items.flags());
        }
        Flaw flaw = Flaw.of(items, written, items.value().isEmpty() ? Flaw.NO_JSON : Flaw.TOO_FEW);
        if (items.value().isEmpty()) {
            return unusable(flaw);
        }
        if (assembly.missing() == 0) {
            job.answers().used(Notes.words(items.flags()), Made.of(items.value()));
        } else {
            job.answers().unusable(flaw.words(), Optional.of(Made.of(items.value())));
        }
        return Optional.of(flaw);
    }

    private Optional<Flaw> unusable(Flaw flaw) {
        job.answers().unusable(flaw.words(), Optional.empty());
        return Optional.of(flaw);
    }

    /** For a person; a statement's number keeps two groups of one name apart. */
    private static String unit(OutlineRequest request) {
        String of = request.component().isBlank() ? "the outline" : "the outline of “" + request.component() + "”";
        return of + " from REQ-" + request.statements().getFirst().number();
    }

    private static OutlineRequest missingPart(OutlineRequest request, OutlineAssembly assembly) {
        return new OutlineRequest(assembly.missing(), request.component(), assembly.spare());
    }

    /**
     * Two requests of half the statements each, the tickets shared out by the larger remainder. One outline cannot be halved: the first
     * half of its statements is what it is written from, and it covers all.
     */
    private List<TicketOutline> smaller(OutlineRequest request) {
        List<Statement> all = request.statements();
        if (all.size() == 1) {
            Statement lean = Leaner.of(all.getFirst());
            if (lean.equals(all.getFirst()) && request.component().isEmpty()) {
                throw job.tooLong();
            }
            return outline(new OutlineRequest(1, "", List.of(lean)));
        }
        int middle = all.size() / 2;
        List<Statement> first = all.subList(0, middle);
        List<Statement> second = all.subList(middle, all.size());
        if (request.count() == 1) {
            TicketOutline one =
                    outline(new OutlineRequest(1, request.component(), first)).getFirst();
            return List.of(new TicketOutline(
                    one.type(), one.title(), all.stream().map(Statement::number).toList()));
        }
        int wanted = Math.round((float) request.count() * first.size() / all.size());
        int atLeast = Math.max(1, request.count() - second.size());
        int atMost = Math.min(first.size(), request.count() - 1);
        int count = Math.max(atLeast, Math.min(atMost, wanted));
        List<TicketOutline> outlines = new ArrayList<>(outline(new OutlineRequest(count, request.component(), first)));
        outlines.addAll(outline(new OutlineRequest(request.count() - count, request.component(), second)));
        return List.copyOf(outlines);
    }
}
