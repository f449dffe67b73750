package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.EnglishVerbs;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** English sentences that tell what the product does as if it did already: "The planner splits the bill". */
final class PresentTense {

    private static final int SUBJECT_WORDS = 9;

    private static final Pattern LEAD = Pattern.compile(
            "((?:if|when|whenever|after|before|once|while|until|as soon as) [^,;]{3,120}),\\s+(.+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PASSIVE =
            Pattern.compile("(.{2,70}?) (?:is|are|gets?) (not |never )?(?:(\\w+ly) )?(\\w+)(?=[ ,;]|$)(.*)");

    private static final Pattern SECOND_VERB = Pattern.compile("(,? and |,? or )(\\w+) (\\w+)");

    /** What an object begins with; behind a noun that looks like a verb stands something else. */
    private static final Set<String> OBJECT_STARTS = Set.copyOf(List.of(
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
            "all",
            "every",
            "each",
            "only",
            "no",
            "any",
            "what",
            "who",
            "when",
            "that",
            "how",
            "whether",
            "which",
            "everyone",
            "nobody",
            "him",
            "them",
            "it",
            "one",
            "two",
            "three",
            "as",
            "both",
            "several",
            "new",
            "at"));

    private static final Set<String> DETERMINERS =
            Set.of("the", "a", "an", "each", "every", "this", "these", "all", "only", "our", "its", "no");

    private PresentTense() {}

    /** The sentence as if it said "will", or empty when it is not one. */
    static Optional<Clause> of(String sentence) {
        Matcher leading = LEAD.matcher(sentence);
        boolean led = leading.matches();
        String lead = led ? leading.group(1) : "";
        String text = led ? leading.group(2) : sentence;
        return passive(lead, text).or(() -> active(lead, text));
    }

    /** Whether the words tell something at all, object or not. */
    static boolean tells(String text) {
        List<String> words = Words.split(Script.first(text, 80));
        for (int i = 1; i < Math.min(words.size(), SUBJECT_WORDS); i++) {
            if (EnglishVerbs.baseOfThirdPerson(words.get(i)).isPresent() && i > 1) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Clause> passive(String lead, String text) {
        Matcher matcher = PASSIVE.matcher(text);
        if (!matcher.matches() || Words.split(matcher.group(1)).size() > SUBJECT_WORDS) {
            return Optional.empty();
        }
        boolean participle = EnglishVerbs.baseOfParticiple(matcher.group(4)).isPresent();
        boolean clear = !matcher.group(1)
                        .matches(
                                "(?i).*\\b(?:that|which|who|there|what|it|this|if|how|once|when|after|before|until|while|where)\\b.*")
                && !matcher.group(1).contains(",");
        if (!participle || !clear) {
            return Optional.empty();
        }
        String adverb = matcher.group(3) == null ? "" : matcher.group(3) + " ";
        return Optional.of(new Clause(
                lead,
                matcher.group(1),
                "will",
                matcher.group(2) != null,
                "be " + adverb + matcher.group(4) + matcher.group(5)));
    }

    /** "… and shows everyone …" goes with the first verb. */
    private static String coordinated(String rest) {
        Matcher and = SECOND_VERB.matcher(rest);
        boolean object = and.find() && OBJECT_STARTS.contains(and.group(3).toLowerCase(Locale.ROOT));
        Optional<String> verb = object ? EnglishVerbs.baseOfThirdPerson(and.group(2)) : Optional.empty();
        return verb.map(base -> rest.substring(0, and.start(2)) + base + rest.substring(and.end(2)))
                .orElse(rest);
    }

    private static Optional<Clause> active(String lead, String text) {
        List<String> words = Words.split(Script.first(text, 120));
        boolean article =
                !words.isEmpty() && DETERMINERS.contains(words.getFirst().toLowerCase(Locale.ROOT));
        for (int i = article ? 2 : 1; i + 1 < Math.min(words.size(), SUBJECT_WORDS + 1); i++) {
            String word = words.get(i);
            String before = words.get(i - 1).toLowerCase(Locale.ROOT);
            String head = words.get(article ? 1 : 0).toLowerCase(Locale.ROOT);
            boolean many = head.endsWith("s") && !head.endsWith("ss") && i > 1;
            boolean plural = many
                    || Clause.isPerson(before) && !before.equals("person") && !article
                    || before.endsWith("s") && !before.endsWith("ss");
            Optional<String> verb = EnglishVerbs.baseOfThirdPerson(word);
            if (verb.isEmpty() && plural && EnglishVerbs.isBase(word)) {
                verb = Optional.of(word);
            }
            boolean object = OBJECT_STARTS.contains(words.get(i + 1).toLowerCase(Locale.ROOT));
            int at = text.indexOf(" " + word + " ");
            if (verb.isPresent() && object && at > 0) {
                return Optional.of(new Clause(
                        lead,
                        text.substring(0, at),
                        "will",
                        false,
                        verb.get() + coordinated(text.substring(at + word.length() + 1))));
            }
        }
        return Optional.empty();
    }
}
