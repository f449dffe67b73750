package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.worker.chat.ChatCall;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.NeedsRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Remark;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The words that go to the model. What never changes stands first, so that the server can keep it computed; text of the specification
 * stands in the fence and nowhere else.
 */
final class Prompts {

    /** Changes whenever a prompt or a schema does; a test holds it to their hash. */
    static final String VERSION = "drafts-2";

    static final double FREE = 0.7;
    static final double CAREFUL = 0.3;

    private static final int TITLE_LIMIT = 200;
    private static final int LISTED_TITLE_LIMIT = 80;
    private static final int STATEMENT_LIMIT = 500;
    private static final int OUTLINE_DETAILS_LIMIT = 240;
    private static final int EXPAND_DETAILS_LIMIT = 2_400;
    private static final int DETAIL_LIMIT = 300;
    private static final int SIBLINGS = 12;
    private static final int EARLIER_LIMIT = 600;
    private static final int OVERVIEW_LIMIT = 1_200;
    private static final int LINK_TOKENS = 40;
    private static final int SUMMARY_TOKENS = 300;

    /** An answer may take no more of the window than this part, so that in a small one there is room for the statements. */
    private static final int EXPAND_SHARE = 3;

    private final SpecDocument spec;
    private final GenerationOptions options;
    private final Seeds seeds;
    private final IntSupplier window;

    /** @param window tokens for a call and its answer, as far as known when the call is made */
    Prompts(SpecDocument spec, GenerationOptions options, Seeds seeds, IntSupplier window) {
        this.window = window;
        this.spec = spec;
        this.options = options;
        this.seeds = seeds;
    }

    /**
     * @param attempt 0 for the first try
     * @param flaw what was wrong with the first answer, in our words, when that is worth saying
     */
    ChatCall outline(OutlineRequest request, int attempt, Optional<Flaw> flaw) {
        int n = request.count();
        int m = request.statements().size();
        StringBuilder data = head(request.component());
        appendStatements(data, request.statements(), OUTLINE_DETAILS_LIMIT);
        int seed = seeds.forCall("outline", request.statements().getFirst().number() * 1_000 + m, attempt);
        String asked = language() + "Tickets to write: " + n + "\nStatements: 1 to " + m + "\n" + again(flaw);
        String last = "Now write the " + n + " items; together they cover all statements from 1 to " + m + ".";
        double temperature = temperature(attempt, flaw);
        return new ChatCall(
                Instructions.OUTLINE,
                user(asked, data, last, seed),
                AnswerSchemas.outline(n, m),
                scaled(60 * n + 40),
                temperature,
                seed);
    }

    /** As {@link #outline}, for the body of one ticket. */
    ChatCall expand(ExpandRequest request, int attempt, Optional<Flaw> flaw) {
        int seed = seeds.forCall("expand", place(request), attempt);
        return expansion(request, ticket(request), again(flaw), temperature(attempt, flaw), seed);
    }

    /**
     * As {@link #expand}, with what is wrong with an earlier body. The body stands in the fence: it is the model's, but made of the
     * specification.
     *
     * @param broken codes of rules; a code that nothing can be said about is passed over
     */
    ChatCall repair(ExpandRequest request, TicketBody bad, List<String> broken) {
        StringBuilder data = ticket(request);
        data.append("Earlier draft of this ticket:\nAbout: ")
                .append(Fence.harmlessLine(bad.about(), EARLIER_LIMIT))
                .append('\n');
        bad.checks().forEach(check -> data.append("Check: ")
                .append(Fence.harmlessLine(check, DETAIL_LIMIT))
                .append('\n'));
        StringBuilder asked =
                new StringBuilder("The data ends with an earlier draft. Write it anew, and keep these rules:\n");
        broken.stream().distinct().map(Prompts::rule).forEach(rule -> asked.append("- ")
                .append(rule)
                .append('\n'));
        return expansion(request, data, asked.toString(), CAREFUL, seeds.forCall("repair", place(request), 0));
    }

    private ChatCall expansion(ExpandRequest request, StringBuilder data, String more, double temperature, int seed) {
        OutputDetail detail = options.outputDetail();
        String asked = language() + "Length: about " + AnswerSchemas.aboutLength(detail) * 3 / 4 + " characters and "
                + detail.criteriaAimed() + " to " + detail.criteriaLimit() + " checks\n" + more;
        String last = "Now write this one ticket; its statements are 1 to "
                + Math.max(1, request.statements().size()) + ".";
        int numPredict = Math.min(scaled(predicted(detail)), window.getAsInt() / EXPAND_SHARE);
        return new ChatCall(
                Instructions.EXPAND,
                user(asked, data, last, seed),
                AnswerSchemas.expand(options),
                numPredict,
                temperature,
                seed);
    }

    /** Which earlier tickets one needs. */
    ChatCall link(NeedsRequest request) {
        StringBuilder data = head("");
        data.append("Tickets:\n");
        List<TicketOutline> outlines = request.outlines();
        for (int i = 0; i < request.index(); i++) {
            data.append('[')
                    .append(i + 1)
                    .append("] ")
                    .append(Script.first(title(outlines.get(i)), LISTED_TITLE_LIMIT))
                    .append('\n');
        }
        data.append("Last ticket: ")
                .append(title(outlines.get(request.index())))
                .append('\n');
        int seed = seeds.forCall("link", request.index(), 0);
        String asked = "Tickets: 1 to " + request.index() + "\n";
        String last = "Now write which of the tickets from 1 to " + request.index() + " the last one needs.";
        return new ChatCall(
                Instructions.LINK,
                user(asked, data, last, seed),
                AnswerSchemas.link(request.index()),
                LINK_TOKENS,
                CAREFUL,
                seed);
    }

    /** Summary, risks and questions, from what introduces the specification and what the tickets are called. */
    ChatCall summary(List<TicketOutline> outlines) {
        StringBuilder data = head("");
        int left = OVERVIEW_LIMIT;
        for (Remark remark : spec.remarks()) {
            String text = Fence.harmlessLine(remark.text(), left);
            left -= text.length();
            if (!text.isEmpty() && left > 0 && remark.kind() != Remark.Kind.MILESTONE) {
                data.append(remark.kind() == Remark.Kind.RISK ? "Risk: " : "Introduction: ")
                        .append(text)
                        .append('\n');
            }
        }
        outlines.forEach(o -> data.append("Ticket: ")
                .append(Script.first(title(o), LISTED_TITLE_LIMIT))
                .append('\n'));
        int seed = seeds.forCall("summary", outlines.size(), 0);
        return new ChatCall(
                Instructions.SUMMARY,
                user(language(), data, "Now sum it up.", seed),
                AnswerSchemas.summary(),
                scaled(SUMMARY_TOKENS),
                CAREFUL,
                seed);
    }

    /** What a rule asks for, in our words: those of the finding may quote the specification. */
    private static String rule(String code) {
        return switch (code) {
            case "vague_criterion" -> "Each check names what is observed, without vague words.";
            case "criterion_copies_title" -> "The checks say more than the title.";
            case "description_copies_title", "description_missing" -> "about says more than the title.";
            case "description_copies_spec" -> "about is in words of your own.";
            case "criteria_missing" -> "There is at least one check.";
            default -> "Every field is filled as described.";
        };
    }

    private static int place(ExpandRequest request) {
        int first = request.statements().isEmpty()
                ? 0
                : request.statements().getFirst().number();
        return request.position() * 1_000 + first;
    }

    private StringBuilder ticket(ExpandRequest request) {
        StringBuilder data = head(request.component());
        request.siblings().stream().limit(SIBLINGS).forEach(s -> data.append("Other ticket: ")
                .append(Fence.harmlessLine(s, TITLE_LIMIT))
                .append('\n'));
        data.append("This ticket: ")
                .append(title(request.outline()))
                .append("\nKind: ")
                .append(request.outline().type().name().toLowerCase(Locale.ROOT))
                .append('\n');
        int each = EXPAND_DETAILS_LIMIT / Math.max(1, request.statements().size());
        appendStatements(data, request.statements(), each);
        return data;
    }

    private static String title(TicketOutline outline) {
        return Fence.harmlessLine(outline.title(), TITLE_LIMIT);
    }

    /** The task stands on both sides of the data: what stands in the middle of a prompt is what a small model forgets first. */
    private String user(String asked, StringBuilder data, String last, int seed) {
        String block = data.toString();
        return asked + "\n" + Fence.around(block, seeds.nonce(seed, block)) + "\n\n" + last;
    }

    private static String again(Optional<Flaw> flaw) {
        return flaw.flatMap(Flaw::advice)
                .map(a -> "An earlier answer could not be used: " + a + "\n")
                .orElse("");
    }

    /** Care against a repetition makes it worse: low temperatures are what loops come from. */
    private static double temperature(int attempt, Optional<Flaw> flaw) {
        return attempt == 0 || flaw.filter(Flaw::repetition).isPresent() ? FREE : CAREFUL;
    }

    private StringBuilder head(String component) {
        StringBuilder data = new StringBuilder("Document: ").append(Fence.harmlessLine(spec.title(), TITLE_LIMIT));
        if (component != null && !component.isBlank()) {
            data.append("\nPart: ").append(Fence.harmlessLine(component, TITLE_LIMIT));
        }
        return data.append('\n');
    }

    /**
     * Statements get numbers from 1 of their own, so that the schema can bound them; the drafter knows which they are. Every line of data
     * begins with a word or a number of ours, so that none can look like the end of the block.
     */
    private static void appendStatements(StringBuilder data, List<Statement> statements, int detailsLimit) {
        data.append("Statements:\n");
        int number = 1;
        for (Statement s : statements) {
            data.append('[').append(number++).append("] (");
            data.append(s.strength().name().toLowerCase(Locale.ROOT)).append(") ");
            data.append(Fence.harmlessLine(s.text(), STATEMENT_LIMIT)).append('\n');
            int left = detailsLimit;
            for (String detail : s.details()) {
                String line = Fence.harmlessLine(detail, Math.min(left, DETAIL_LIMIT));
                left -= line.length();
                if (line.isEmpty() || left < 0) {
                    break;
                }
                data.append("    with: ").append(line).append('\n');
            }
        }
    }

    private String language() {
        return "Language to write in: " + Language.name(languageTag()) + "\n";
    }

    String languageTag() {
        return options.language() != null ? options.language() : spec.language();
    }

    /** Scripts other than Latin take more tokens for the same words. */
    private int scaled(int tokens) {
        return Language.latin(languageTag()) ? tokens : tokens * 3 / 2;
    }

    private static int predicted(OutputDetail detail) {
        return switch (detail) {
            case BRIEF -> 280;
            case STANDARD -> 480;
            case DETAILED -> 900;
        };
    }
}
