package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small mendings of phrases: capitals, ends, and cuts that leave nothing dangling. */
final class Phrases {

    /** A phrase that ends in one of these was cut too short. */
    private static final Set<String> DANGLING = Set.copyOf(List.of(
            ("a an the and or but nor of to in on at by for from with without into onto over under about as is are was were be been its their"
                            + " his her our your that which who whose when if than then so not no via per between within using including such"
                            + " only also any each every all more most less least at upon whether while where because until after before"
                            + " der die das den dem des ein eine einen einem einer und oder von zu im in am an auf für mit ohne bei aus nach vor"
                            + " über unter als wenn dass damit sowie zur zum je pro nur auch"
                            + " le la les un une des du de et ou dans sur par pour avec sans au aux en que qui dont à"
                            + " el los las una unos y o u en con por para sin del al que como su sus"
                            + " os as um uma e em no na nos nas do da dos das com ao que seu sua"
                            + " il lo gli uno ed di che nel della delle dei alla con per su da"
                            + " het een van voor met op te door bij uit naar dat")
                    .split(" ")));

    private static final List<String> GOOD_CUTS = List.of(
            " so that ",
            ", so ",
            "; ",
            " – ",
            " — ",
            ": ",
            ", including ",
            ", which ",
            ", e.g",
            " (e.g",
            ", with ",
            ", and ",
            ", ",
            " because ",
            " in order to ",
            " such as ",
            ", damit ",
            ", sodass ",
            ", afin ",
            "，",
            "、",
            "；");

    private static final List<String> WEAK_CUTS =
            List.of(" with ", " when ", " if ", " by ", " for ", " that ", " en ");

    private static final List<String> BETWEEN_PARTS = List.of(" and ", " und ", " oder ", " et ", " y ", " e ");

    /** What links an English sentence to the one before it. */
    private static final Pattern LINK = Pattern.compile(
            "(?:(?:also|finally|then|and|but)\\b,?|(?:additionally|furthermore|moreover|in addition|rather|however|instead|therefore|thus|hence"
                    + "|consequently|similarly|likewise),)\\s+",
            Pattern.CASE_INSENSITIVE);

    /** What comes first in an English sentence though it is a condition of the rest. */
    static final Pattern CONDITION = Pattern.compile(
            "((?:if|when|whenever|once|after|before|on|for) [^,;]{3,120}), (.+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern TITLED = Pattern.compile("\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+(?![\\p{L}\\d])");

    private static final Set<String> OPENING = Set.of(
            ("the a an each every all any no only this these that those if when whenever after before once while until on in at for with"
                            + " from by to of as unless since because add show make let allow ensure create display der die das ein eine")
                    .split(" "));

    private static final Pattern EXAMPLES = Pattern.compile(
            "\\s*\\((?:e\\.?g\\.?|i\\.?e\\.?|for example|z\\. ?B\\.|p\\. ?ej\\.|por ejemplo|por exemplo|par exemple|p\\. ?ex\\.)[ ,:][^()]{1,200}\\)",
            Pattern.CASE_INSENSITIVE);

    private Phrases() {}

    /** "However, clients must …" without its first word: a title stands alone. */
    static String withoutLink(String sentence) {
        Matcher link = LINK.matcher(sentence);
        return link.lookingAt() ? sentence.substring(link.end()) : sentence;
    }

    static String capital(String text) {
        if (text.isEmpty() || Character.isUpperCase(text.charAt(0))) {
            return text;
        }
        // createId() and eBay keep their form.
        String first = Words.split(Script.first(text, 40)).stream().findFirst().orElse("");
        boolean name = first.chars().skip(1).anyMatch(c -> Character.isUpperCase(c) || Character.isDigit(c))
                || first.length() < text.length()
                        && "(_=/.".indexOf(text.charAt(first.length())) >= 0
                        && text.startsWith(first)
                        && !text.startsWith(first + ". ");
        return name ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static String lower(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String first = Words.split(Script.first(text, 40)).stream().findFirst().orElse("");
        boolean name = first.chars().skip(1).anyMatch(c -> Character.isUpperCase(c) || Character.isDigit(c))
                || first.equals("I")
                || (first.length() == 1 && text.length() > 1 && !first.equals("A"))
                || isTitled(text, first);
        return name ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** "Species Cache" is written as a name; "The Species" is not for its first word. */
    private static boolean isTitled(String text, String first) {
        return TITLED.matcher(text).lookingAt() && !OPENING.contains(first.toLowerCase(Locale.ROOT));
    }

    /** "After a run, the counter grows" with what happens first. */
    static String leadLast(String sentence) {
        Matcher lead = CONDITION.matcher(sentence);
        return lead.matches() ? lead.group(2) + " " + lower(lead.group(1)) : sentence;
    }

    /** Without examples in brackets, which a title has no room for. */
    static String withoutExamples(String text) {
        String plain = EXAMPLES.matcher(text).replaceAll("").strip();
        return plain.isEmpty() ? text : plain;
    }

    static String sentence(String text) {
        String stripped = capital(text.strip().replaceFirst("[,;:]+$", ""));
        if (stripped.isEmpty()) {
            return stripped;
        }
        char last = stripped.charAt(stripped.length() - 1);
        return ".!?…。！？)".indexOf(last) >= 0 && last != ')' ? stripped : stripped + (Script.unspaced(last) ? "。" : ".");
    }

    /** At most {@code limit} code points, cut where a phrase ends, with nothing left open or hanging. */
    static String cut(String text, int limit) {
        String whole = text.strip();
        if (Script.length(whole) <= limit) {
            return closed(whole);
        }
        String fits = Script.first(whole, limit);
        for (String mark : GOOD_CUTS) {
            int at = fits.lastIndexOf(mark);
            boolean weak = mark.equals(", ") || mark.equals(", and ") || mark.equals("、") || mark.equals("，");
            if (at >= (weak && !Script.anyUnspaced(fits) ? limit * 2 / 5 : Math.min(24, limit / 3))
                    && balanced(fits.substring(0, at))) {
                return tidy(fits.substring(0, at));
            }
        }
        // The furthest, and none that loses much: what a thing is for often is what tells it from others.
        int weak = furthest(WEAK_CUTS, fits, limit * 2 / 3);
        int cut = weak > 0 ? weak : furthest(BETWEEN_PARTS, fits, limit / 2);
        if (cut > 0) {
            return tidy(fits.substring(0, cut));
        }
        boolean insideWord = fits.length() < whole.length()
                && Character.isLetterOrDigit(whole.charAt(fits.length()))
                && !Script.unspaced(whole.charAt(fits.length()));
        int space = fits.lastIndexOf(' ');
        return tidy(insideWord && space > 0 ? fits.substring(0, space) : fits);
    }

    private static int furthest(List<String> marks, String text, int from) {
        return marks.stream()
                .mapToInt(text::lastIndexOf)
                .filter(at -> at >= from && balanced(text.substring(0, at)))
                .max()
                .orElse(-1);
    }

    /** Without punctuation at the end or an unclosed bracket; the last word stays, since nothing was cut. */
    private static String closed(String whole) {
        String text = whole.replaceFirst("[\\s,;:.–—&+。，；：、]+$", "");
        return balanced(text) ? text : tidy(text);
    }

    /** Without an unclosed bracket or quote, a dangling word, or punctuation at the end. */
    static String tidy(String text) {
        String tidy = text.strip();
        boolean changed = true;
        while (changed && tidy.length() > 1) {
            String before = tidy;
            tidy = tidy.replaceFirst("[\\s,;:.–—\\-/&+。，；：、]+$", "");
            tidy = closed(tidy, '(', ')');
            tidy = closed(tidy, '[', ']');
            tidy = closed(tidy, '（', '）');
            tidy = closed(tidy, '“', '”');
            tidy = quotesClosed(tidy);
            int space = tidy.lastIndexOf(' ');
            String last = tidy.substring(space + 1).toLowerCase(Locale.ROOT);
            if (space > 0 && DANGLING.contains(last)) {
                tidy = tidy.substring(0, space);
            }
            changed = !tidy.equals(before);
        }
        return tidy;
    }

    private static boolean balanced(String text) {
        return text.chars().filter(c -> c == '(').count()
                        == text.chars().filter(c -> c == ')').count()
                && text.chars().filter(c -> c == '"').count() % 2 == 0;
    }

    private static String closed(String text, char open, char close) {
        int from = text.lastIndexOf(open);
        return from > 0 && text.indexOf(close, from) < 0 ? text.substring(0, from) : text;
    }

    private static String quotesClosed(String text) {
        boolean odd = text.chars().filter(c -> c == '"').count() % 2 == 1;
        int last = text.lastIndexOf('"');
        return odd && last > 0 ? text.substring(0, last) + text.substring(last + 1) : text;
    }
}
