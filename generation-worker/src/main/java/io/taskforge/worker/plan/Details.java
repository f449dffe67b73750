package io.taskforge.worker.plan;

import io.taskforge.worker.ingest.KeyWords;
import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.UserStory;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes statements of details where more tickets are asked for than there are statements. Only what says something by itself is taken
 * out of a statement; a cell, a step or a fragment stays where it makes sense. Nothing is split into halves that nobody wrote.
 */
public final class Details {

    private static final int WORDS_AT_LEAST = 4;
    private static final int CHARACTERS_AT_LEAST = 8;

    /** "Priority: high" tells about the statement. */
    private static final Pattern LABELLED = Pattern.compile("[^:：.]{2,30}[:：]\\s?.*", Pattern.DOTALL);

    private Details() {}

    /**
     * The document with as many of its details set apart as are missing, those of the statement with most details first.
     *
     * @param wanted tickets that are asked for, or null
     */
    public static SpecDocument setApart(SpecDocument spec, Integer wanted) {
        int missing = wanted == null ? 0 : wanted - spec.work().size();
        if (missing <= 0 || spec.work().isEmpty()) {
            return spec;
        }
        List<List<String>> apart = spec.statements().stream()
                .map(statement -> asking(statement, spec.language()))
                .toList();
        int[] taken = new int[apart.size()];
        while (missing > 0) {
            int richest = -1;
            for (int i = 0; i < taken.length; i++) {
                int left = apart.get(i).size() - taken[i];
                boolean more = richest < 0 || left > apart.get(richest).size() - taken[richest];
                if (left > 0 && more) {
                    richest = i;
                }
            }
            if (richest < 0) {
                break;
            }
            taken[richest]++;
            missing--;
        }
        List<List<String>> chosen = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            List<String> own = apart.get(i);
            chosen.add(own.subList(own.size() - taken[i], own.size()));
        }
        return split(spec, chosen);
    }

    /** The document with those of its details set apart that are to be, as far as they say something by themselves. */
    public static SpecDocument setApart(SpecDocument spec, Predicate<String> wanted) {
        return split(
                spec,
                spec.statements().stream()
                        .map(statement ->
                                able(statement).stream().filter(wanted).toList())
                        .toList());
    }

    /** @param taken of each statement, the details that become statements */
    private static SpecDocument split(SpecDocument spec, List<List<String>> taken) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            Statement statement = spec.statements().get(i);
            List<String> apart = taken.get(i);
            List<String> rest = new ArrayList<>(statement.details());
            apart.forEach(rest::remove);
            statements.add(new Statement(
                    statements.size() + 1,
                    statement.kind(),
                    statement.strength(),
                    statement.text(),
                    rest,
                    statement.lines(),
                    statement.section()));
            for (String detail : apart) {
                statements.add(new Statement(
                        statements.size() + 1,
                        StatementKind.LIST_ITEM,
                        statement.strength(),
                        detail,
                        List.of(),
                        lines(detail, statement.lines(), spec.lines()),
                        statement.section()));
            }
        }
        return new SpecDocument(
                spec.title(), spec.lines(), spec.sections(), statements, spec.language(), spec.remarks());
    }

    /** Details that could be statements, in order. */
    private static List<String> able(Statement statement) {
        boolean work = statement.kind() != StatementKind.QUESTION && statement.kind() != StatementKind.NON_GOAL;
        String bare = Shapes.bare(statement.text());
        boolean heading = Words.split(bare).size() < 3 && !Script.anyUnspaced(bare);
        if (!work || heading || statement.kind() == StatementKind.SCENARIO) {
            return List.of();
        }
        return statement.details().stream().distinct().filter(Details::stands).toList();
    }

    /**
     * Those of {@link #able} that ask: not "This helps …", which explains. Behind a sentence that binds by capitals, one without them explains (RFC 8174): it belongs to the
     * ticket and is none.
     */
    private static List<String> asking(Statement statement, String language) {
        List<String> able = able(statement).stream()
                .filter(detail -> !Shapes.onlyExplains(detail, language))
                .toList();
        return KeyWords.in(statement.text())
                ? able.stream()
                        .filter(detail -> KeyWords.in(detail) || !detail.endsWith("."))
                        .toList()
                : able;
    }

    private static boolean stands(String detail) {
        boolean enough = Script.anyUnspaced(detail)
                ? Script.length(detail) >= CHARACTERS_AT_LEAST
                : Words.split(detail).size() >= WORDS_AT_LEAST;
        boolean asks = detail.endsWith("?") || detail.endsWith("？") || Shapes.undecided(detail);
        return enough
                && !asks
                && Script.length(detail) <= 500
                && !LABELLED.matcher(detail).matches()
                && Shapes.step(detail) < 0
                && UserStory.of(detail).isEmpty();
    }

    /** The line that holds the detail's words, or all of the statement's where it cannot be told. */
    private static LineSpan lines(String detail, LineSpan within, List<String> lines) {
        String start = Script.first(detail, 20);
        for (int line = within.start(); line <= within.end(); line++) {
            if (lines.get(line - 1).contains(start)) {
                return new LineSpan(line, line);
            }
        }
        return within;
    }
}
