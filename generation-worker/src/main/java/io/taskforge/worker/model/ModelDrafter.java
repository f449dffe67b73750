package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.chat.Chat;
import io.taskforge.worker.chat.ChatCall;
import io.taskforge.worker.chat.TokenBudget;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.salvage.Salvage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Asks the model unit by unit: once, once more when the answer is unusable, and then the rules for that unit. */
final class ModelDrafter implements Drafter {

    private final Chat chat;
    private final TokenBudget budget;
    private final SpecDocument spec;
    private final GenerationOptions options;
    private final DraftingEngine rulesEngine;
    private final Seeds seeds;
    private final Prompts prompts;
    private final Tally tally = new Tally();
    private Drafter rules;

    ModelDrafter(Chat chat, SpecDocument spec, GenerationOptions options, DraftingEngine rulesEngine) {
        this.chat = chat;
        budget = new TokenBudget(chat.window());
        this.spec = spec;
        this.options = options;
        this.rulesEngine = rulesEngine;
        seeds = Seeds.of(spec, options);
        prompts = new Prompts(spec, options, seeds);
    }

    @Override
    public List<TicketOutline> outline(OutlineRequest request) {
        OutlineAssembly assembly = new OutlineAssembly(request);
        Optional<Flaw> flaw = ask(request, 0, Optional.empty(), assembly);
        if (flaw.filter(f -> f == Flaw.DOES_NOT_FIT).isPresent()) {
            return outlineInHalves(request);
        }
        if (assembly.missing() > 0) {
            tally.askedAgain();
            OutlineRequest rest = assembly.isEmpty() ? request : missingPart(request, assembly);
            flaw = ask(rest, 1, flaw.or(() -> Optional.of(Flaw.TOO_FEW)), assembly)
                    .or(() -> Optional.of(Flaw.TOO_FEW));
        }
        if (assembly.missing() == 0) {
            tally.draftedByModel();
            return assembly.complete();
        }
        tally.draftedByRules(flaw.orElse(Flaw.TOO_FEW));
        if (assembly.isEmpty()) {
            return rules().outline(request);
        }
        assembly.add(rules().outline(missingPart(request, assembly)));
        return assembly.missing() == 0 ? assembly.complete() : rules().outline(request);
    }

    /** Adds what the model writes to the assembly; the flaw when that was nothing, or when there is one that a second try should know. */
    private Optional<Flaw> ask(OutlineRequest request, int attempt, Optional<Flaw> before, OutlineAssembly assembly) {
        Optional<Answer> answer = ask(prompts.outline(request, attempt, before));
        if (answer.isEmpty()) {
            return Optional.of(Flaw.DOES_NOT_FIT);
        }
        return switch (answer.get()) {
            case Answer.TooLong tooLong -> Optional.of(Flaw.DOES_NOT_FIT);
            case Answer.Spoiled spoiled -> Optional.of(Flaw.SPOILED);
            case Answer.Written written -> {
                int known = request.statements().size();
                Salvage.Salvaged<List<Salvage.OutlineItem>> items = Salvage.outline(written.content(), known);
                if (Language.drifted(prompts.languageTag(), titles(items.value()))) {
                    yield Optional.of(Flaw.OTHER_LANGUAGE);
                }
                assembly.addWritten(items.value(), request.statements());
                yield flaw(items, written, items.value().isEmpty() ? Flaw.NO_JSON : Flaw.TOO_FEW);
            }
        };
    }

    private static String titles(List<Salvage.OutlineItem> items) {
        return String.join(" ", items.stream().map(Salvage.OutlineItem::title).toList());
    }

    private static OutlineRequest missingPart(OutlineRequest request, OutlineAssembly assembly) {
        return new OutlineRequest(assembly.missing(), request.component(), assembly.spare());
    }

    /** One outline cannot be halved: the first half of its statements is what it is written from, and it covers all. */
    private List<TicketOutline> outlineInHalves(OutlineRequest request) {
        List<Statement> all = request.statements();
        if (all.size() == 1) {
            throw tooLong();
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

    @Override
    public TicketBody expand(ExpandRequest request) {
        Optional<Flaw> flaw = Optional.empty();
        for (int attempt = 0; attempt < 2; attempt++) {
            if (attempt > 0) {
                tally.askedAgain();
            }
            Optional<Answer> answer = ask(prompts.expand(request, attempt, flaw));
            if (answer.isEmpty() || answer.get() instanceof Answer.TooLong) {
                return expandInHalves(request);
            }
            Optional<Salvage.Body> body = Optional.empty();
            if (answer.get() instanceof Answer.Written written) {
                Salvage.Salvaged<Optional<Salvage.Body>> salvaged = Salvage.body(written.content());
                flaw = flawOf(salvaged, written);
                body = salvaged.value();
            } else {
                flaw = Optional.of(Flaw.SPOILED);
            }
            if (flaw.isEmpty() && body.isPresent()) {
                tally.draftedByModel();
                return byModel(body.get());
            }
        }
        tally.draftedByRules(flaw.orElseThrow());
        return rules().expand(request);
    }

    private Optional<Flaw> flawOf(Salvage.Salvaged<Optional<Salvage.Body>> salvaged, Answer.Written written) {
        if (salvaged.value().isEmpty()) {
            boolean saysNothing = salvaged.flags().contains(Salvage.Flag.EMPTY_WORDS_DROPPED);
            return flaw(salvaged, written, saysNothing ? Flaw.NOTHING_SAID : Flaw.NO_JSON);
        }
        Salvage.Body body = salvaged.value().get();
        if (body.checks().isEmpty()) {
            return Optional.of(Flaw.NO_CHECKS);
        }
        String words = body.about() + " " + String.join(" ", body.checks());
        return Language.drifted(prompts.languageTag(), words) ? Optional.of(Flaw.OTHER_LANGUAGE) : Optional.empty();
    }

    private static Optional<Flaw> flaw(Salvage.Salvaged<?> salvaged, Answer.Written written, Flaw otherwise) {
        if (salvaged.flags().contains(Salvage.Flag.REPETITION)) {
            return Optional.of(Flaw.REPETITION);
        }
        boolean cut =
                written.cutAtLimit() || !written.done() || salvaged.flags().contains(Salvage.Flag.CUT);
        return Optional.of(cut ? Flaw.CUT : otherwise);
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

    /** Two bodies of half the statements each, made one. The other tickets' titles are the last thing that can be spared. */
    private TicketBody expandInHalves(ExpandRequest request) {
        List<Statement> all = request.statements();
        if (all.size() <= 1 && request.siblings().isEmpty()) {
            throw tooLong();
        }
        if (all.size() <= 1) {
            return expand(
                    new ExpandRequest(request.position(), request.outline(), request.component(), all, List.of()));
        }
        int middle = all.size() / 2;
        TicketBody a = expand(part(request, all.subList(0, middle)));
        TicketBody b = expand(part(request, all.subList(middle, all.size())));
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

    /** Empty when the question does not fit the window, which is then not asked. */
    private Optional<Answer> ask(ChatCall call) {
        if (!budget.holds(call)) {
            return Optional.empty();
        }
        Answer answer = chat.ask(call);
        tally.answered(answer);
        return Optional.of(answer);
    }

    private DraftingFailure tooLong() {
        return new DraftingFailure(
                Code.CONTEXT_LENGTH_EXCEEDED,
                "one statement and its ticket do not fit the window of " + budget.window()
                        + " tokens: raise taskforge.model.num-ctx, or use a model with a larger window");
    }

    private Drafter rules() {
        if (rules == null) {
            rules = rulesEngine.open(spec, options);
        }
        return rules;
    }

    @Override
    public DraftingRecord record() {
        return tally.record(chat.provenance(), seeds.base());
    }

    @Override
    public void close() {
        if (rules != null) {
            rules.close();
            rules = null;
        }
    }
}
