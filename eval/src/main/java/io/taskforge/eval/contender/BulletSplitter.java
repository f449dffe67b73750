package io.taskforge.eval.contender;

import io.taskforge.eval.gold.Spec;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The baseline without any understanding: every item of a list is a ticket, what is nested below it are its criteria; a text without
 * lists gives a ticket for each paragraph. Takes them from the top until there are enough.
 */
public final class BulletSplitter implements Contender {

    private static final Pattern ITEM = Pattern.compile("(\\s*)(?:[-*+•]|\\d+[.)])\\s+(.+)");
    private static final int NESTED = 2;
    private static final int TITLE_LIMIT = 200;
    private static final int CRITERION_LIMIT = 500;
    private static final int CRITERIA_LIMIT = 8;
    private static final int DESCRIPTION_LIMIT = 1_200;

    private record Piece(String words, int start, int end, List<String> nested) {}

    @Override
    public String name() {
        return "bullets";
    }

    @Override
    public Attempt draft(Spec spec, Integer tickets) {
        GenerationOptions options = Pipeline.options(tickets);
        long start = System.nanoTime();
        List<Piece> pieces = items(spec.lines());
        if (pieces.isEmpty()) {
            pieces = paragraphs(spec.lines());
        }
        List<Ticket> drafted = new ArrayList<>();
        int most = tickets == null ? options.ticketLimit() : tickets;
        for (Piece piece : pieces.subList(0, Math.min(most, pieces.size()))) {
            drafted.add(ticket(piece, drafted.size() + 1));
        }
        long micros = (System.nanoTime() - start) / 1_000;
        return new Attempt(
                Plain.result(spec, drafted, name(), 0, null, null),
                options.ticketLimit(),
                tickets,
                Plain.raw(drafted),
                false,
                micros);
    }

    private static List<Piece> items(List<String> lines) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher item = ITEM.matcher(lines.get(i));
            if (!item.matches()) {
                continue;
            }
            boolean nested = item.group(1).length() >= NESTED;
            if (nested && !pieces.isEmpty() && pieces.getLast().end() == i) {
                Piece above = pieces.removeLast();
                List<String> criteria = new ArrayList<>(above.nested());
                criteria.add(item.group(2).strip());
                pieces.add(new Piece(above.words(), above.start(), i + 1, criteria));
            } else {
                pieces.add(new Piece(item.group(2).strip(), i + 1, i + 1, List.of()));
            }
        }
        return pieces;
    }

    private static List<Piece> paragraphs(List<String> lines) {
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= lines.size(); i++) {
            if (i == lines.size() || lines.get(i).isBlank()) {
                String words = String.join(" ", lines.subList(start, i)).strip();
                if (!words.isEmpty()) {
                    pieces.add(new Piece(words, start + 1, i, List.of()));
                }
                start = i + 1;
            }
        }
        return pieces;
    }

    private static Ticket ticket(Piece piece, int number) {
        List<String> criteria = piece.nested().isEmpty()
                ? List.of(first(piece.words(), CRITERION_LIMIT))
                : piece.nested().stream()
                        .limit(CRITERIA_LIMIT)
                        .map(one -> first(one, CRITERION_LIMIT))
                        .toList();
        return new Ticket(
                new ExternalId(number),
                TicketType.STORY,
                first(piece.words(), TITLE_LIMIT),
                first(piece.words(), DESCRIPTION_LIMIT),
                criteria,
                List.of(),
                List.of(),
                null,
                Priority.MEDIUM,
                null,
                new TicketMetadata(null, null, null, null, null),
                List.of(new SourceRef(null, piece.start(), piece.end(), null)));
    }

    private static String first(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit)).strip();
    }
}
