package io.taskforge.worker.model;

import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Words;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a specification supports what a model wrote: a heuristic by words, meant to be right when it speaks rather than to speak
 * often. It knows numbers, abbreviations and names, not meaning.
 */
final class Grounding {

    /** Of the words that carry a sentence's meaning, as many must stand in the specification. */
    private static final double SUPPORTED_SHARE = 0.5;

    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d.,])\\d+(?:[.,]\\d+)*(?![\\p{L}\\d])");

    /** {@code SAML}, {@code PostgreSQL}, {@code OAuth2}: two capitals, or one within a word. */
    private static final Pattern COINED =
            Pattern.compile("(?<![\\p{L}\\d])(?=\\p{L}*\\p{Lu}\\p{L}*\\p{Lu})\\p{L}[\\p{L}\\d]+");

    /** A capital in the middle of a sentence. */
    private static final Pattern NAME = Pattern.compile("(?<=[\\p{Ll}\\d,] )\\p{Lu}\\p{Ll}{2,}");

    /** Said of any software, and no claim about this one. */
    private static final Set<String> COMMON = Set.of(
            "api", "ui", "url", "id", "ids", "ok", "http", "https", "utc", "gui", "given", "when", "then", "and",
            "should", "must", "not", "monday", "english");

    /** Counted in words by many specifications, and in digits by many models. */
    private static final Map<String, String> NUMBER_WORDS = Map.ofEntries(
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("twelve", "12"),
            Map.entry("hundred", "100"),
            Map.entry("thousand", "1000"));

    private static final int SMALL = 2;

    private final Set<String> numbers = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> content;
    private final boolean capitalisesNouns;

    Grounding(SpecDocument spec) {
        StringBuilder all = new StringBuilder(spec.title()).append('\n').append(String.join("\n", spec.lines()));
        // Statements may have been put together from several lines, and then have words that stand in none of them
        // alone.
        spec.statements()
                .forEach(s -> all.append('\n').append(s.text()).append('\n').append(String.join("\n", s.details())));
        String text = all.toString();
        Matcher number = Pattern.compile("\\d+(?:[.,]\\d+)*").matcher(text);
        while (number.find()) {
            numbers.add(plain(number.group()));
        }
        for (String word : Words.split(text.toLowerCase(Locale.ROOT))) {
            words.add(word);
            words.add(Words.stem(word));
            if (NUMBER_WORDS.containsKey(word)) {
                numbers.add(NUMBER_WORDS.get(word));
            }
        }
        content = Words.content(text);
        capitalisesNouns = spec.language().startsWith("de") || spec.language().equals("und");
    }

    /** Numbers and names that the specification does not have, in the order in which they are said. */
    Set<String> unsupported(String said) {
        Set<String> unsupported = new LinkedHashSet<>();
        Matcher number = NUMBER.matcher(said);
        while (number.find()) {
            String plain = plain(number.group());
            boolean counts = plain.length() == 1 && plain.charAt(0) <= '0' + SMALL;
            if (!counts && !numbers.contains(plain)) {
                unsupported.add(number.group());
            }
        }
        for (Pattern names : capitalisesNouns ? List.of(COINED) : List.of(COINED, NAME)) {
            Matcher name = names.matcher(said);
            while (name.find()) {
                String lower = name.group().toLowerCase(Locale.ROOT);
                if (!COMMON.contains(lower) && !words.contains(lower) && !words.contains(Words.stem(lower))) {
                    unsupported.add(name.group());
                }
            }
        }
        return unsupported;
    }

    /** Whether a sentence says what the specification says: half of its words at least, and no number or name beyond it. */
    boolean supports(String sentence) {
        Set<String> own = Words.content(sentence);
        long known = own.stream().filter(content::contains).count();
        return !own.isEmpty()
                && known >= SUPPORTED_SHARE * own.size()
                && unsupported(sentence).isEmpty();
    }

    static List<String> sentences(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> sentences = new ArrayList<>();
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String sentence = text.substring(from, to).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /** Without what separates thousands: {@code 10,000} and {@code 10.000} are one number. */
    private static String plain(String number) {
        return number.replaceAll("[.,](?=\\d{3}(?!\\d))", "");
    }
}
