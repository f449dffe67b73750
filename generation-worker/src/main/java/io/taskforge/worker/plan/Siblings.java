package io.taskforge.worker.plan;

import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells statements that are made after one pattern: the same sentence but for what it is about, as protocols have them ("… must have a
 * method for setting X", "… for getting X"). As tickets of their own they differ in a word; together they are one, with a check for
 * each.
 *
 * <p>Two that differ in a number or in a "not" are none, however alike their words: they want different things of the same.
 */
final class Siblings {

    /** Shared words as a share of the sentence that has fewer, and of the one that has more. */
    private static final double OF_FEWER = 0.75;

    private static final double OF_MORE = 0.6;

    /** Any two short sentences on one thing share its name and a verb; of scripts without spaces, pairs of characters. */
    private static final int SHARED_AT_LEAST = 4;

    private static final int UNSPACED_SHARED_AT_LEAST = 10;

    /** Longer sentences say more than one thing. */
    private static final int WORDS_AT_MOST = 24;

    private static final Set<String> NEGATIONS = Set.of(
            "not", "no", "never", "cannot", "nicht", "nie", "niemals", "kein", "keine", "keinen", "pas", "jamais",
            "aucun", "nunca", "não", "ningún", "non");

    /** At the beginning, as in "Only owners can …": who may and who may not. */
    private static final Set<String> ONLY =
            Set.of("only", "nur", "seulement", "seul", "seuls", "solo", "sólo", "só", "somente", "apenas", "soltanto");

    /** Not the one of "SHA-256", which is a name. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{IsLatin}\\p{N}_-])\\d{1,9}(?:[.,]\\d{1,9}){0,4}");

    /**
     * What a statement is told by.
     *
     * @param words that carry meaning
     * @param telling numbers, negations, and an "only" that it begins with
     */
    record Sentence(Set<String> words, Set<String> telling, boolean unspaced) {

        static Sentence of(Statement statement) {
            String text = Shapes.bare(statement.text());
            List<String> all = Words.split(text.toLowerCase(Locale.ROOT));
            Set<String> telling = all.stream().filter(NEGATIONS::contains).collect(Collectors.toSet());
            all.stream().limit(1).filter(ONLY::contains).forEach(telling::add);
            NUMBER.matcher(text).results().map(MatchResult::group).forEach(telling::add);
            return new Sentence(Words.content(text), telling, Script.anyUnspaced(text));
        }
    }

    private Siblings() {}

    /** Stories, scenarios and endpoints are set apart by the form that their author gave them. */
    static boolean possible(Statement statement) {
        return statement.kind() != StatementKind.USER_STORY
                && statement.kind() != StatementKind.SCENARIO
                && statement.kind() != StatementKind.ENDPOINT;
    }

    static boolean are(Sentence one, Sentence other) {
        int more = Math.max(one.words.size(), other.words.size());
        int fewer = Math.min(one.words.size(), other.words.size());
        double least = Math.max(
                one.unspaced ? UNSPACED_SHARED_AT_LEAST : SHARED_AT_LEAST, Math.max(OF_FEWER * fewer, OF_MORE * more));
        return fewer >= least
                && more <= WORDS_AT_MOST
                && one.telling.equals(other.telling)
                && one.words.stream().filter(other.words::contains).count() >= least;
    }
}
