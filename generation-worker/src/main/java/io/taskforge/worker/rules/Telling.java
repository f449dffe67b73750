package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.EnglishVerbs;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether English words tell what happens ("Offers expire after 30 minutes") and do not name a thing ("Rate limits per client"). */
final class Telling {

    private static final int SUBJECT_WORDS = 8;

    /** Also nouns, so that behind another noun they tell nothing unless something follows that only follows a verb. */
    private static final Set<String> ALSO_NOUNS = Set.of(
            ("access block broadcast browse cache call change charge check clone comment contact control copy count cover display"
                            + " document draft edit export figure filter fix flag form format group guard guide handle hash help highlight"
                            + " host import increase index invoice issue join key label launch limit link list load lock log look map mark"
                            + " match measure mention merge migrate monitor mount move name note notice number offer order outline package"
                            + " pass patch pause permit pick pin place plan poll post practice present preview print process produce profile"
                            + " project prompt purchase query queue quote range rank rate reach record release render repair repeat replay"
                            + " reply report request reset result return review role roll rotate route run sample save scale scan schedule"
                            + " score scroll search seed set share ship show sign signal skip slot sort stage start state step stop store"
                            + " stream structure style sum support surface swap switch sync tag tap target test time touch trace track trade"
                            + " train transfer transition travel trigger trim trust turn type upload use value version view visit vote wait"
                            + " warn watch water weigh work wrap yield zoom")
                    .split(" "));

    /** What follows a verb and hardly a noun. */
    private static final Set<String> BEHIND_VERBS = Set.of(
            "the",
            "a",
            "an",
            "its",
            "their",
            "every",
            "each",
            "all",
            "what",
            "who",
            "how",
            "when",
            "whether",
            "that",
            "it",
            "them",
            "themselves",
            "nothing",
            "everything",
            "off",
            "out",
            "up",
            "down",
            "back",
            "away",
            "after",
            "within",
            "until",
            "while",
            "if",
            "only",
            "no",
            "at",
            "from",
            "to",
            "today's",
            "once",
            "again",
            "together");

    private static final Set<String> BREAKS = Set.of(
            "that", "which", "who", "to", "and", "or", "with", "without", "by", "via", "per", "as", "than", "when",
            "if", "while");

    private static final Pattern PLAIN = Pattern.compile(
            ".{3,60}? (?:is|are|does|do|has|have|stays?|remains?|works?|keeps?|needs?|yields?|returns?) .*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final int WORDS_OF_A_SENTENCE = 5;

    private static final Pattern QUALITY = Pattern.compile(
            "(?:us|access|avail|port|configur|search|sort|read|scal|print|download)[ai]ble|compatible|responsive");

    /** Behind "Recording" or "Loading" these make it the name of what goes on. */
    static final Set<String> GOING_ON =
            Set.of("starts", "stops", "begins", "ends", "runs", "works", "happens", "continues", "takes");

    private Telling() {}

    static boolean of(String text) {
        List<String> all = Words.split(text.toLowerCase(Locale.ROOT));
        if (all.size() > 2 && all.getFirst().endsWith("ing") && GOING_ON.contains(all.get(1))) {
            return true;
        }
        boolean closed = text.contains(" that ")
                && EnglishVerbs.baseOfThirdPerson(all.getLast()).isPresent();
        return all.size() >= WORDS_OF_A_SENTENCE
                        && (closed || PLAIN.matcher(text).matches())
                || happens(text);
    }

    /** What happens on an occasion that is named already, as a sentence: "audio sent to the server" with its verb. */
    static Optional<String> happening(String text) {
        List<String> words = Words.split(Script.first(text, 80));
        if (words.size() < 3 || !text.startsWith(words.getFirst() + " " + words.get(1) + " ")) {
            return Optional.empty();
        }
        if (PresentTense.tells(text)
                || EnglishVerbs.baseOfThirdPerson(words.get(1)).isPresent()) {
            return Optional.of(text);
        }
        boolean passive = EnglishVerbs.baseOfParticiple(words.get(1)).isPresent() && !EnglishVerbs.isBase(words.get(1));
        int verb = words.getFirst().length() + 1;
        return passive
                ? Optional.of(
                        words.getFirst() + (words.getFirst().endsWith("s") ? " are " : " is ") + text.substring(verb))
                : Optional.empty();
    }

    /** "Usable with a keyboard": what the product shall be, without saying so. */
    static boolean isQuality(String word) {
        return QUALITY.matcher(word).matches();
    }

    private static boolean happens(String text) {
        List<String> words = Words.split(Script.first(text, 120).toLowerCase(Locale.ROOT));
        for (int i = 1; i + 1 < Math.min(words.size(), SUBJECT_WORDS + 1); i++) {
            String word = words.get(i);
            String before = words.get(i - 1);
            if (BREAKS.contains(word)) {
                return false;
            }
            boolean plural = before.endsWith("s") && !before.endsWith("ss") || before.equals("people");
            Optional<String> third = EnglishVerbs.baseOfThirdPerson(word);
            boolean many = plural && EnglishVerbs.isBase(word) && third.isEmpty();
            boolean one = third.isPresent() && i > 1;
            String base = third.orElse(word);
            if ((many || one) && (followsVerbs(words, i + 1) || many && !ALSO_NOUNS.contains(base))) {
                return true;
            }
        }
        return false;
    }

    private static boolean followsVerbs(List<String> words, int at) {
        boolean time = words.get(at).equals("in")
                && at + 1 < words.size()
                && Set.of("under", "less", "at", "one").contains(words.get(at + 1));
        return time || BEHIND_VERBS.contains(words.get(at));
    }
}
