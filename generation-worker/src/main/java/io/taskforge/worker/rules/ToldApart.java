package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Headings;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Section;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds to a title what it is about, where it does not say so: "Ensure it exists (lock file)", and where two statements that ask for
 * different things would have like titles. Statements that say the same keep like titles, by which their tickets become one.
 *
 * <p>What is added are words of the specification: the heading that only this statement stands under, the key of its row, or what the
 * title left out of the sentence. Where none of these helps, the title stays.
 */
final class ToldApart {

    /** Shared words as a share of all, from which two titles are read as one. */
    private static final double LIKE = 0.75;

    /** From here on two statements say the same, and one title is right for both. */
    private static final double SAME = 0.85;

    /** Code points of a heading that still fits behind a title. */
    private static final int PART_LIMIT = 40;

    private static final Pattern KEY = Pattern.compile("[^:：]{2,30}[:：] ?(\\S+(?: \\S+){0,2})");

    /** Headings that say where in a document something stands rather than what it is about. */
    private static final Set<String> GENERIC = Words.content(
            "rf rnf conditional requerimientos funcionales funcionais funktionale nicht-funktionale requirement requirements condition conditions rule rules overview general introduction specification description details"
                    + " note notes summary background functional nonfunctional non features feature section part"
                    + " anforderung anforderungen allgemein übersicht requisito requisitos generales gerais exigences général requisiti");

    private record Said(Statement statement, String title, Set<String> words, Set<String> text) {}

    private final SpecDocument spec;
    private final Titles titles;
    private final Map<Integer, Said> said = new LinkedHashMap<>();

    ToldApart(SpecDocument spec, Titles titles) {
        this.spec = spec;
        this.titles = titles;
        for (Statement statement : spec.work()) {
            String title = titles.of(statement);
            said.put(
                    statement.number(),
                    new Said(statement, title, Words.content(title), Words.content(saying(statement))));
        }
    }

    /** A row says what it says of its key. */
    private static String saying(Statement statement) {
        return statement.kind() == StatementKind.TABLE_ROW
                ? statement.text() + "\n" + String.join("\n", statement.details())
                : statement.text();
    }

    /**
     * The title of a ticket that is named after the statement.
     *
     * @param together all statements of the ticket
     */
    String title(Statement statement, List<Statement> together) {
        Said own = said.get(statement.number());
        if (own == null) {
            return titles.of(statement);
        }
        Optional<String> open = titles.leavingOpen(statement, own.title());
        if (open.isPresent()) {
            return part(own, List.of()).map(part -> with(open.get(), part)).orElse(open.get());
        }
        List<Said> like = like(own, together);
        if (like.isEmpty()) {
            return own.title();
        }
        return part(own, like)
                .or(() -> key(own, like))
                .map(part -> with(own.title(), part))
                .or(() -> whole(own, like))
                .orElse(own.title());
    }

    /** A title that is a single word, with the part that it stands in; empty where there is no such part. */
    Optional<String> bare(Statement statement, String title) {
        return part(new Said(statement, title, Words.content(title), Set.of()), List.of())
                .map(part -> with(title, part));
    }

    private List<Said> like(Said own, List<Statement> together) {
        List<Said> like = new ArrayList<>();
        for (Said other : said.values()) {
            if (!together.contains(other.statement())
                    && Words.likeness(own.words(), other.words()) >= LIKE
                    && Words.likeness(own.text(), other.text()) < SAME) {
                like.add(other);
            }
        }
        return like;
    }

    /** The innermost heading above the statement that says something and that none of the others stands under. */
    private Optional<String> part(Said own, List<Said> others) {
        Set<String> theirs = new HashSet<>();
        others.forEach(
                other -> headings(other.statement()).forEach(heading -> theirs.add(heading.toLowerCase(Locale.ROOT))));
        for (String heading : headings(own.statement())) {
            Set<String> says = new HashSet<>(Words.content(heading));
            says.removeAll(GENERIC);
            says.removeAll(own.words());
            says.removeIf(word -> word.chars().allMatch(Character::isDigit));
            boolean name = Script.length(heading) <= PART_LIMIT && !says.isEmpty();
            if (name && !theirs.contains(heading.toLowerCase(Locale.ROOT))) {
                return Optional.of(heading);
            }
            if (others.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The headings above a statement, the nearest first, without the document's own. */
    private List<String> headings(Statement statement) {
        List<String> headings = new ArrayList<>();
        for (int at = statement.section(); at >= 0; at = spec.sections().get(at).parent()) {
            Section section = spec.sections().get(at);
            String heading = Shapes.bare(Headings.withoutNumber(section.heading()));
            if (!heading.isBlank() && !isTitle(section, heading)) {
                headings.add(heading);
            }
        }
        return headings;
    }

    private boolean isTitle(Section section, String heading) {
        boolean first = section.level() == 1
                && spec.sections().stream().filter(other -> other.level() == 1).count() == 1;
        return first || heading.equalsIgnoreCase(spec.title());
    }

    /** What a row is about: its first cell beside the text, when that is short and its own. */
    private static Optional<String> key(Said own, List<Said> others) {
        if (own.statement().kind() != StatementKind.TABLE_ROW) {
            return Optional.empty();
        }
        Optional<String> key = key(own.statement());
        boolean shared =
                others.stream().anyMatch(other -> key(other.statement()).equals(key));
        return shared ? Optional.empty() : key;
    }

    private static Optional<String> key(Statement statement) {
        return statement.details().stream()
                .findFirst()
                .map(KEY::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    /** The sentence with its subject and its condition, when these are what tells it from the others and what does so already is not cut off. */
    private Optional<String> whole(Said own, List<Said> others) {
        String whole = titles.whole(own.statement());
        Set<String> words = Words.content(whole);
        Set<String> apart = new HashSet<>(own.words());
        others.forEach(other -> apart.removeAll(other.words()));
        boolean tells = !words.equals(own.words())
                && words.containsAll(apart)
                && others.stream()
                        .map(other -> Words.content(titles.whole(other.statement())))
                        .noneMatch(words::equals);
        return tells ? Optional.of(whole) : Optional.empty();
    }

    private static String with(String title, String part) {
        int room = Titles.LIMIT - Script.length(part) - 3;
        return Phrases.cut(title, room) + " (" + part + ")";
    }
}
