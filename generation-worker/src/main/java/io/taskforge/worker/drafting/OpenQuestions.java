package io.taskforge.worker.drafting;

import io.taskforge.worker.check.Draft;
import io.taskforge.worker.drafting.Contradictions.Contradiction;
import io.taskforge.worker.drafting.Summary.Marked;
import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody has to decide before the work can be done: where the specification contradicts itself, what it asks or leaves open, and
 * what a draft needs to know. Each is said once.
 */
final class OpenQuestions {

    private static final int NOTE_LIMIT = 1_000;
    private static final int SAYING_LIMIT = 300;
    private static final int STRAY_AT_MOST = 20;

    private static final Pattern MARK = Pattern.compile("^(?:TBD|TBC|TODO|FIXME)\\s*[:–—-]?\\s*(?=\\S)");

    /** Marks that authors leave in running text. */
    private static final Pattern STRAY =
            Pattern.compile("(?<![\\w`-])(?:TBD|TBC|TODO|FIXME)(?![\\w`-])|\\?\\?\\?|待定|未定");

    private static final Pattern DECORATION = Pattern.compile("^[\\s>#*+-]*(?:\\d+[.)]\\s+)?|[*_`|]+");

    private final SpecDocument spec;
    private final List<Draft> drafts;
    private final NoteWording wording;
    private final List<Marked> questions = new ArrayList<>();
    private final Set<Set<String>> said = new HashSet<>();

    OpenQuestions(SpecDocument spec, List<Draft> drafts) {
        this.spec = spec;
        this.drafts = drafts;
        this.wording = NoteWording.of(spec.language());
    }

    List<Marked> all() {
        new Contradictions(spec).all().forEach(this::add);
        Set<Integer> lines = new HashSet<>();
        for (Statement statement : spec.statements()) {
            if (statement.kind() == StatementKind.QUESTION) {
                add(statement);
                addLines(statement.lines(), lines);
            } else if (statement.kind() != StatementKind.NON_GOAL) {
                details(statement, lines);
            }
        }
        for (Draft draft : drafts) {
            draft.body().question().ifPresent(question -> add(question, List.of(draft.position())));
        }
        strays(lines);
        return questions.stream().limit(Summary.NOTES_AT_MOST).toList();
    }

    private void add(Contradiction contradiction) {
        String text = wording.contradiction()
                .formatted(
                        contradiction.first().lines().start(),
                        saying(contradiction.firstSays()),
                        line(contradiction.second(), contradiction.secondSays()),
                        saying(contradiction.secondSays()));
        List<Integer> positions = new ArrayList<>(covering(contradiction.first()));
        covering(contradiction.second()).stream()
                .filter(position -> !positions.contains(position))
                .forEach(positions::add);
        add(text, positions);
    }

    private static String saying(String sentence) {
        return Script.first(sentence, SAYING_LIMIT).replaceFirst("[.。]$", "");
    }

    /** Of several lines of a statement, the one where the sentence begins. */
    private int line(Statement statement, String says) {
        String start = Script.first(says, 25);
        for (int line = statement.lines().start(); line <= statement.lines().end(); line++) {
            if (spec.lines().get(line - 1).contains(start)) {
                return line;
            }
        }
        return statement.lines().start();
    }

    private void add(Statement statement) {
        String text = MARK.matcher(Shapes.bare(statement.text())).replaceFirst(wording.undecided() + ": ");
        String whole =
                statement.details().isEmpty() ? text : text + " (" + String.join("; ", statement.details()) + ")";
        add(whole, Summary.related(text, drafts));
    }

    /** A question below a requirement is about its ticket. */
    private void details(Statement statement, Set<Integer> lines) {
        for (String detail : statement.details()) {
            if (detail.endsWith("?") || detail.endsWith("？") || Shapes.undecided(detail)) {
                add(detail, covering(statement));
                addLines(statement.lines(), lines);
            }
        }
    }

    private List<Integer> covering(Statement statement) {
        return drafts.stream()
                .filter(draft -> draft.outline().covers().contains(statement.number()))
                .map(Draft::position)
                .toList();
    }

    /** Marks that stand where nothing is asked for, in notes and introductions. */
    private void strays(Set<Integer> lines) {
        boolean code = false;
        int found = 0;
        for (int line = 1; line <= spec.lines().size(); line++) {
            String text = spec.lines().get(line - 1);
            boolean fence = text.strip().startsWith("```") || text.strip().startsWith("~~~");
            code = fence != code;
            Matcher stray = STRAY.matcher(text);
            if (!code && !fence && !lines.contains(line) && found < STRAY_AT_MOST && stray.find()) {
                String plain = DECORATION.matcher(text).replaceAll("").strip();
                if (Words.split(plain).size() > 1) {
                    found++;
                    add(MARK.matcher(plain).replaceFirst(wording.undecided() + ": "), about(line, plain));
                }
            }
        }
    }

    private List<Integer> about(int line, String text) {
        List<Integer> covering = spec.statements().stream()
                .filter(statement -> statement.lines().start() <= line
                        && line <= statement.lines().end())
                .flatMap(statement -> covering(statement).stream())
                .toList();
        return covering.isEmpty() ? Summary.related(text, drafts) : covering;
    }

    private static void addLines(LineSpan span, Set<Integer> lines) {
        for (int line = span.start(); line <= span.end(); line++) {
            lines.add(line);
        }
    }

    private void add(String text, List<Integer> positions) {
        Set<String> words = Words.content(text);
        boolean known = words.isEmpty()
                ? questions.stream().anyMatch(question -> question.text().equals(text))
                : !said.add(words);
        if (!text.isBlank() && !known) {
            questions.add(new Marked(Script.first(text, NOTE_LIMIT), null, positions));
        }
    }
}
