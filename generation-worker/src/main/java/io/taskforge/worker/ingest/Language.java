package io.taskforge.worker.ingest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a text's language by its script and its commonest words. */
final class Language {

    /** No language that is known here. */
    static final String UNKNOWN = "und";

    /** As much of a text as it takes to be sure. */
    private static final int SAMPLE = 20_000;

    /** One ideograph says as much as several letters do. */
    private static final int IDEOGRAPH_LETTERS = 8;

    private static final double LETTER_WEIGHT = 0.3;

    private static final Pattern NO_LANGUAGE = Pattern.compile(
            "(?m)^ {0,3}```[^`]{0,4000}?^ {0,3}```|`[^`\\n]{1,200}`|https?://\\S{1,300}|\\b\\w{0,40}[_/.]\\w[\\w/._-]{0,60}|<[^<>\\n]{1,200}>");

    /** Languages in Latin letters, commonest first: where two fit equally well, the first is meant. */
    private static final Map<String, Set<String>> COMMON_WORDS = new LinkedHashMap<>();

    /** Letters that hardly any other of the languages has. */
    private static final Map<String, String> OWN_LETTERS = Map.of(
            "de",
            "ßäöü",
            "es",
            "ñ¿¡",
            "pt",
            "ãõ",
            "pl",
            "łąęśżźćń",
            "cs",
            "řěůčš",
            "ro",
            "țșăî",
            "vi",
            "ơưđạảấầ",
            "tr",
            "ğış",
            "hu",
            "őű",
            "sv",
            "å");

    static {
        common(
                "en",
                "the and of to is for that with be are by or as it on must when from want should can we"
                        + " not this shall may will has have at an user system each if no only than");
        common(
                "de",
                "der die das und ist nicht mit ein eine für von werden wird den im auf zu als muss dem bei"
                        + " sich oder aber kann soll sollen können wenn dass nach aus durch über es sind einen einer"
                        + " eines nur auch um");
        common(
                "fr",
                "le la les et des une est pour dans par sur que du aux doit je avec sont qui un en ou au"
                        + " ce cette peut doivent être pas ne il elle tous toutes l d");
        common(
                "es",
                "el la los las y de que en una es para por con debe del se como quiero cuando un al o no"
                        + " su sus deben puede si más cada sin sobre");
        common(
                "pt",
                "o os as e de que em uma é para por com deve do da não um ao na no ou se mais seu sua devem"
                        + " pode quando cada sem usuário são das dos pelo pela");
        common(
                "it",
                "il lo la gli e di che in una è per con deve del della si come non sono i le un o al dei"
                        + " delle devono può ogni se più nel alla dal ed");
        common(
                "nl",
                "de het een en van is voor met niet op te worden wordt moet als door zijn dat of aan bij"
                        + " ook er kan moeten elke gebruiker geen naar over");
        common(
                "pl",
                "i w na z do jest nie się oraz dla przez musi że być powinien o a od po przy może użytkownik"
                        + " które który lub są tylko");
        common(
                "sv",
                "och att det som en för är ska av på med inte den ett till kan ej eller om vid från användaren"
                        + " skall måste");
        common(
                "tr",
                "ve bir bu için ile olarak da de olan gerekir olmalıdır kullanıcı veya her olmalı sistem"
                        + " gibi değil");
        common("cs", "a v na se je že pro s nebo musí být jako by uživatel při do z od systém");
        common("da", "og i at det er til en for med den der ikke skal på af kan som brugeren");
        common("nb", "og i å det er til en for med den som ikke skal på av kan må brukeren");
        common("ro", "și în de la cu pe să este un o nu care pentru trebuie sau utilizatorul");
        common("id", "dan yang di untuk dengan dari ini harus pada atau dapat tidak adalah pengguna sistem");
        common("vi", "và của là có cho các được phải không người dùng hệ thống khi với");
        common("hu", "és a az egy hogy nem is kell felhasználó rendszer vagy meg");
    }

    private Language() {}

    private static void common(String language, String words) {
        COMMON_WORDS.put(language, Set.of(words.split(" ", -1)));
    }

    /** BCP 47, or {@code und}. Code, addresses and names of things in code are no language and are left out. */
    static String of(String text) {
        String sample = NO_LANGUAGE
                .matcher(text.substring(0, Math.min(text.length(), SAMPLE)))
                .replaceAll(" ");
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
        if ((kana + han) * IDEOGRAPH_LETTERS > letters) {
            return kana * 20 > han ? "ja" : "zh";
        }
        for (String language : List.of("ru", "ko", "ar", "el", "he", "hi", "th")) {
            if (counts.getOrDefault(language, 0) * 3 > letters) {
                return relative(language, sample);
            }
        }
        return "";
    }

    /** Of two languages in one script, the one whose letters the text has. */
    private static String relative(String language, String sample) {
        return switch (language) {
            case "ru" -> has(sample, "іїєґІЇЄ") ? "uk" : language;
            case "ar" -> has(sample, "پچژگ") ? "fa" : language;
            default -> language;
        };
    }

    private static boolean has(String sample, String letters) {
        return sample.chars().anyMatch(c -> letters.indexOf(c) >= 0);
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
        Map<String, Double> weight = new HashMap<>();
        String lower = sample.toLowerCase(Locale.ROOT);
        List<String> words = Words.split(lower);
        for (String word : words) {
            List<String> having = COMMON_WORDS.keySet().stream()
                    .filter(language -> COMMON_WORDS.get(language).contains(word))
                    .toList();
            having.forEach(language -> weight.merge(language, 1.0 / having.size(), Double::sum));
        }
        OWN_LETTERS.forEach((language, letters) -> {
            long own = lower.chars().filter(c -> letters.indexOf(c) >= 0).count();
            weight.computeIfPresent(language, (same, sum) -> sum + own * LETTER_WEIGHT);
        });
        String best = UNKNOWN;
        double most = 0;
        for (String language : COMMON_WORDS.keySet()) {
            double sum = weight.getOrDefault(language, 0.0);
            if (sum > most) {
                most = sum;
                best = language;
            }
        }
        return most * 20 >= words.size() ? best : UNKNOWN;
    }
}
