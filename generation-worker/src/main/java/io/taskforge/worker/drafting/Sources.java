package io.taskforge.worker.drafting;

import io.taskforge.model.job.Sha256;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.Source;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.ingest.Remark;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.regex.Pattern;

/** The parts of a result that say where it comes from. */
final class Sources {

    private static final int SUMMARY_LIMIT = 300;
    private static final int REASON_LIMIT = 300;
    private static final int WORDS_OF_A_SENTENCE = 4;

    /** A note to the authors introduces nothing. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TODO|TBD|TBC|FIXME)\\b");

    private Sources() {}

    static Source of(TicketSpec request, SpecDocument spec) {
        return new Source(
                spec.title(),
                summary(spec),
                Sha256.hex(request.text()),
                spec.lines().size());
    }

    static Generation generation(DraftingRecord record, long durationMs, long queueMs) {
        return generation(record, durationMs, queueMs, false);
    }

    static Generation generation(DraftingRecord record, long durationMs, long queueMs, boolean partial) {
        return new Generation(
                record.model(),
                durationMs,
                record.promptTokens(),
                record.completionTokens(),
                record.finishReason(),
                record.provider(),
                record.modelDigest(),
                record.promptVersion(),
                record.seed(),
                Math.max(0, queueMs),
                record.modelCalls(),
                record.repairRounds(),
                partial,
                record.engine(),
                record.engineReason()
                        .map(reason -> Script.first(reason, REASON_LIMIT))
                        .orElse(null));
    }

    /** "For #190" introduces nothing. */
    private static boolean tells(String words) {
        return Script.anyUnspaced(words) || Words.split(words).size() >= WORDS_OF_A_SENTENCE;
    }

    /** The first paragraph that introduces, whole sentences only; else the first thing that is asked for. */
    private static String summary(SpecDocument spec) {
        List<Remark> overview = spec.remarks(Remark.Kind.OVERVIEW).stream()
                .filter(remark -> !UNFINISHED.matcher(remark.text()).find() && tells(remark.text()))
                .toList();
        StringBuilder summary = new StringBuilder();
        for (Remark remark : overview) {
            boolean sameParagraph = remark.section() == overview.getFirst().section();
            if (!sameParagraph || summary.length() + remark.text().length() > SUMMARY_LIMIT) {
                break;
            }
            summary.append(summary.isEmpty() ? "" : " ").append(remark.text());
        }
        if (!summary.isEmpty()) {
            return summary.toString();
        }
        String first = overview.isEmpty()
                ? spec.statements().stream().map(Statement::text).findFirst().orElse(spec.title())
                : overview.getFirst().text();
        return Script.length(first) <= SUMMARY_LIMIT
                ? first
                : Script.first(first, SUMMARY_LIMIT - 1).strip() + "…";
    }
}
