package io.taskforge.worker.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells a text's language by its script and its commonest words. */
final class Language {

    /** No language that is known here. */
    static final String UNKNOWN = "und";

    /** As much of a text as it takes to be sure. */
    private static final int SAMPLE = 20_000;

    private static final Map<String, Set<String>> COMMON_WORDS = Map.of(
            "en",
                    Set.of(
                            "the", "and", "of", "to", "is", "for", "that", "with", "be", "are", "by", "or", "as", "it",
                            "on", "must", "when", "from", "want", "should", "can", "we", "not"),
            "de",
                    Set.of(
                            "der", "die", "das", "und", "ist", "nicht", "mit", "ein", "eine", "für", "von", "werden",
                            "wird", "den", "im", "auf", "zu", "als", "muss", "dem", "bei", "sich"),
            "fr",
                    Set.of(
                            "le", "la", "les", "et", "des", "une", "est", "pour", "dans", "par", "sur", "que", "du",
                            "aux", "doit", "je", "avec", "sont", "qui"),
            "es",
                    Set.of(
                            "el", "la", "los", "las", "y", "de", "que", "en", "una", "es", "para", "por", "con", "debe",
                            "del", "se", "como", "quiero", "cuando"),
            "pt",
                    Set.of(
                            "o", "os", "as", "e", "de", "que", "em", "uma", "é", "para", "por", "com", "deve", "do",
                            "da", "não", "um", "ao", "na", "no"),
            "it",
                    Set.of(
                            "il", "lo", "la", "gli", "e", "di", "che", "in", "una", "è", "per", "con", "deve", "del",
                            "della", "si", "come", "non", "sono"),
            "nl",
                    Set.of(
                            "de", "het", "een", "en", "van", "is", "voor", "met", "niet", "op", "te", "worden", "wordt",
                            "moet", "als", "door", "zijn", "dat"),
            "pl",
                    Set.of(
                            "i",
                            "w",
                            "na",
                            "z",
                            "do",
                            "jest",
                            "nie",
                            "się",
                            "oraz",
                            "dla",
                            "przez",
                            "musi",
                            "że",
                            "być",
                            "powinien"),
            "sv", Set.of("och", "att", "det", "som", "en", "för", "är", "ska", "av", "på", "med", "inte", "den", "ett"),
            "tr",
                    Set.of(
                            "ve",
                            "bir",
                            "bu",
                            "için",
                            "ile",
                            "olarak",
                            "da",
                            "de",
                            "olan",
                            "gerekir",
                            "olmalıdır",
                            "kullanıcı"));

    private Language() {}

    /** BCP 47, or {@code und}. */
    static String of(String text) {
        String sample = text.substring(0, Math.min(text.length(), SAMPLE));
        String byScript = byScript(sample);
        return byScript.isEmpty() ? byWords(sample) : byScript;
    }

    private static String byScript(String sample) {
        int letters = 0;
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < sample.length(); i++) {
            char c = sample.charAt(i);
            if (Character.isLetter(c)) {
                letters++;
                String script = script(c);
                if (!script.isEmpty()) {
                    counts.merge(script, 1, Integer::sum);
                }
            }
        }
        int kana = counts.getOrDefault("ja", 0);
        int han = counts.getOrDefault("zh", 0);
        // One ideograph says as much as a few letters do, hence a fifth is enough.
        if ((kana + han) * 5 > letters) {
            return kana * 20 > han ? "ja" : "zh";
        }
        for (String language : List.of("ru", "ko", "ar", "el", "he", "hi", "th")) {
            if (counts.getOrDefault(language, 0) * 3 > letters) {
                return language;
            }
        }
        return "";
    }

    private static String script(char c) {
        if (c < 0x370) {
            return "";
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HIRAGANA, KATAKANA -> "ja";
            case HAN -> "zh";
            case CYRILLIC -> "ru";
            case HANGUL -> "ko";
            case ARABIC -> "ar";
            case GREEK -> "el";
            case HEBREW -> "he";
            case DEVANAGARI -> "hi";
            case THAI -> "th";
            default -> "";
        };
    }

    private static String byWords(String sample) {
        Map<String, Integer> hits = new HashMap<>();
        int words = 0;
        for (String word : Words.split(sample.toLowerCase(Locale.ROOT))) {
            words++;
            COMMON_WORDS.forEach((language, common) -> {
                if (common.contains(word)) {
                    hits.merge(language, 1, Integer::sum);
                }
            });
        }
        String best = UNKNOWN;
        int most = 0;
        for (String language : List.of("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr")) {
            int count = hits.getOrDefault(language, 0);
            if (count > most) {
                most = count;
                best = language;
            }
        }
        return most * 20 >= words ? best : UNKNOWN;
    }
}
