package io.taskforge.worker.model;

import io.taskforge.worker.ingest.Words;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names a language for the model, and notices when an answer is in another one. */
final class Language {

    /** Below this many letters a text says nothing about its language. */
    private static final int LETTERS_TO_JUDGE = 12;

    /** Names of products and commands stay Latin in any language; above this share of foreign script it is another language. */
    private static final double FOREIGN_SHARE = 0.7;

    private static final Map<String, Set<UnicodeScript>> SCRIPTS = Map.ofEntries(
            Map.entry("zh", Set.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO)),
            Map.entry("ja", Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA)),
            Map.entry("ko", Set.of(UnicodeScript.HANGUL, UnicodeScript.HAN)),
            Map.entry("ru", Set.of(UnicodeScript.CYRILLIC)),
            Map.entry("uk", Set.of(UnicodeScript.CYRILLIC)),
            Map.entry("bg", Set.of(UnicodeScript.CYRILLIC)),
            Map.entry("be", Set.of(UnicodeScript.CYRILLIC)),
            Map.entry("sr", Set.of(UnicodeScript.CYRILLIC, UnicodeScript.LATIN)),
            Map.entry("el", Set.of(UnicodeScript.GREEK)),
            Map.entry("ar", Set.of(UnicodeScript.ARABIC)),
            Map.entry("fa", Set.of(UnicodeScript.ARABIC)),
            Map.entry("he", Set.of(UnicodeScript.HEBREW)),
            Map.entry("hi", Set.of(UnicodeScript.DEVANAGARI)),
            Map.entry("th", Set.of(UnicodeScript.THAI)));

    private static final Set<UnicodeScript> LATIN = Set.of(UnicodeScript.LATIN);

    private static final Set<String> LATIN_LANGUAGES = Set.of(
            "en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "no", "nb", "nn", "fi", "cs", "sk", "sl", "hr",
            "hu", "ro", "et", "lt", "lv", "tr", "id", "ms", "vi", "ca", "eu", "gl", "ga", "af", "sw");

    /** In a text of as many words, some must be the language's commonest. */
    private static final int WORDS_TO_JUDGE = 12;

    private static final int SIGNS_OF_ANOTHER = 4;

    /** Words that hardly any text does without, and that no other of these languages has. */
    private static final Map<String, Set<String>> SIGNS = Map.of(
            "en", Set.of("the", "and", "is", "are", "with", "that", "must", "when", "from", "should", "of"),
            "de", Set.of("der", "die", "das", "und", "ist", "nicht", "mit", "eine", "wird", "werden", "für", "muss"),
            "fr", Set.of("les", "des", "une", "est", "dans", "pour", "avec", "doit", "sont", "aux", "sur", "et"),
            "es", Set.of("el", "los", "las", "una", "con", "debe", "del", "como", "cuando", "es", "y", "para"),
            "pt", Set.of("os", "uma", "não", "com", "deve", "do", "da", "em", "é", "ao", "um", "para"),
            "it", Set.of("il", "gli", "di", "che", "una", "è", "con", "deve", "della", "del", "per", "non"),
            "nl", Set.of("het", "een", "van", "voor", "met", "niet", "worden", "wordt", "moet", "zijn", "de", "op"),
            "pl", Set.of("w", "na", "jest", "nie", "się", "oraz", "dla", "przez", "musi", "że", "być", "z"),
            "sv", Set.of("och", "att", "det", "som", "för", "är", "ska", "av", "på", "inte", "ett", "den"));

    private Language() {}

    /** {@code German (de)}; a tag that Java does not know says that the specification's language is meant. */
    static String name(String tag) {
        Locale locale = Locale.forLanguageTag(tag == null ? "" : tag);
        String name = locale.getDisplayName(Locale.ENGLISH);
        return locale.getLanguage().isEmpty() || locale.getLanguage().equals("und") || name.equals(tag)
                ? "the language of the statements"
                : name + " (" + locale.toLanguageTag() + ")";
    }

    static boolean latin(String tag) {
        return scripts(tag).equals(LATIN);
    }

    /**
     * Whether a text is mostly in a script that the language is not written in, or, of a text in Latin letters, whether it is in English
     * and should not be, or should be and is not. Other mistakes are too rare, and too easily seen where there are none.
     */
    static boolean drifted(String tag, String text) {
        return otherScript(tag, text) || otherWords(tag, text);
    }

    private static boolean otherWords(String tag, String text) {
        String language = Locale.forLanguageTag(tag == null ? "" : tag).getLanguage();
        if (!SIGNS.containsKey(language)) {
            return false;
        }
        List<String> words = Words.split(text.toLowerCase(Locale.ROOT));
        if (words.size() < WORDS_TO_JUDGE || signs(language, words) > 0) {
            return false;
        }
        return language.equals("en")
                ? SIGNS.keySet().stream().anyMatch(other -> signs(other, words) >= SIGNS_OF_ANOTHER)
                : signs("en", words) >= SIGNS_OF_ANOTHER;
    }

    private static long signs(String language, List<String> words) {
        return words.stream().filter(SIGNS.get(language)::contains).count();
    }

    private static boolean otherScript(String tag, String text) {
        Set<UnicodeScript> expected = scripts(tag);
        if (expected.isEmpty()) {
            return false;
        }
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        int letters = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetter(c)) {
                letters++;
                counts.merge(UnicodeScript.of(c), 1, Integer::sum);
            }
        }
        int own = expected.stream().mapToInt(s -> counts.getOrDefault(s, 0)).sum();
        return letters >= LETTERS_TO_JUDGE && letters - own > FOREIGN_SHARE * letters;
    }

    /** Empty for a language of which nothing is known here. */
    private static Set<UnicodeScript> scripts(String tag) {
        Locale locale = Locale.forLanguageTag(tag == null ? "" : tag);
        if (locale.getScript().equals("Latn") || LATIN_LANGUAGES.contains(locale.getLanguage())) {
            return LATIN;
        }
        return SCRIPTS.getOrDefault(locale.getLanguage(), Set.of());
    }
}
