package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What titles need of German verbs: the infinitive of a participle, and the form that ends a subordinate clause. */
final class GermanVerbs {

    /** Longest first, so that "zurück" is not read as "zu". */
    private static final List<String> SEPARABLE = List.of(
            "gegenüber",
            "zusammen",
            "zwischen",
            "herunter",
            "hinzu",
            "heraus",
            "sicher",
            "durch",
            "statt",
            "still",
            "klar",
            "gut",
            "zurück",
            "voraus",
            "weiter",
            "bereit",
            "wieder",
            "nieder",
            "frei",
            "fest",
            "fehl",
            "hoch",
            "nach",
            "teil",
            "fort",
            "über",
            "her",
            "hin",
            "vor",
            "bei",
            "dar",
            "auf",
            "aus",
            "ein",
            "mit",
            "los",
            "weg",
            "ab",
            "an",
            "um",
            "zu");

    private static final List<String> INSEPARABLE =
            List.of("wieder", "hinter", "unter", "über", "miss", "voll", "ent", "emp", "ver", "zer", "be", "er");

    /** Participle without "ge", then infinitive; what cannot be told by rule. */
    private static final Map<String, String> STRONG =
            pairs("geben geben nommen nehmen schlossen schließen wiesen weisen"
                    + " schrieben schreiben lesen lesen sehen sehen halten halten lassen lassen tragen tragen laden laden"
                    + " schoben schieben zogen ziehen funden finden bunden binden sprochen sprechen troffen treffen"
                    + " worfen werfen bracht bringen nannt nennen kannt kennen rufen rufen gangen gehen standen stehen"
                    + " gonnen ginnen wonnen winnen loren lieren boten bieten strichen streichen glichen gleichen"
                    + " schieden scheiden tan tun hoben heben messen messen gessen gessen treten treten beten bitten"
                    + " liehen leihen fahren fahren schlagen schlagen rissen reißen schnitten schneiden stiegen steigen"
                    + " wandt wenden sandt senden dacht denken kommen kommen fallen fallen holfen helfen pfohlen pfehlen"
                    + " nossen nießen wiesen weisen waschen waschen stohlen stehlen raten raten schaffen schaffen"
                    + " gossen gießen brochen brechen mieden meiden logen lügen griffen greifen");

    /** Infinitive, then the third person singular, where the vowel changes or the form is short. */
    private static final Map<String, String> THIRD = pairs("geben gibt nehmen nimmt lesen liest sehen sieht halten hält"
            + " lassen lässt tragen trägt laden lädt sprechen spricht treffen trifft werfen wirft messen misst"
            + " treten tritt fahren fährt schlagen schlägt fallen fällt laufen läuft helfen hilft brechen bricht"
            + " raten rät gelten gilt sein ist haben hat werden wird können kann wissen weiß tun tut gehen geht"
            + " stehen steht empfehlen empfiehlt erlöschen erlischt vergessen vergisst");

    /** Verbs whose own first syllable is "ge". */
    private static final Pattern OWN_GE =
            Pattern.compile("ge(?:nehmig|währ|währleist|stalt|fährd|brauch|nüg|dulde)e?t");

    private GermanVerbs() {}

    private static Map<String, String> pairs(String words) {
        Map<String, String> pairs = new LinkedHashMap<>();
        List<String> all = Words.split(words);
        for (int i = 0; i + 1 < all.size(); i += 2) {
            pairs.put(all.get(i), all.get(i + 1));
        }
        return pairs;
    }

    /** "freigegeben" gives "freigeben"; empty for what is not a participle that can be told. */
    static Optional<String> ofParticiple(String word) {
        if (!word.matches("[a-zäöüß]{4,}")) {
            return Optional.empty();
        }
        if (word.endsWith("iert")) {
            return Optional.of(word.substring(0, word.length() - 1) + "en");
        }
        for (String prefix : SEPARABLE) {
            if (word.startsWith(prefix + "ge")) {
                Optional<String> base = simple(word.substring(prefix.length() + 2));
                if (base.isPresent()) {
                    return base.map(verb -> prefix + verb);
                }
            }
        }
        if (OWN_GE.matcher(word).matches()) {
            return simple(word);
        }
        if (word.startsWith("ge")) {
            Optional<String> base = simple(word.substring(2));
            if (base.isPresent()) {
                return base;
            }
        }
        return unaugmented(word);
    }

    private static Optional<String> unaugmented(String word) {
        for (String outer : SEPARABLE) {
            for (String inner : List.of("be", "ver", "ent", "er")) {
                if (word.startsWith(outer + inner) && word.length() > outer.length() + inner.length() + 3) {
                    return simple(word.substring(outer.length() + inner.length()))
                            .map(base -> outer + inner + base);
                }
            }
        }
        for (String prefix : INSEPARABLE) {
            if (word.startsWith(prefix) && word.length() > prefix.length() + 3) {
                return simple(word.substring(prefix.length())).map(base -> prefix + base);
            }
        }
        return Optional.empty();
    }

    /** The infinitive of a participle whose prefixes are off. */
    private static Optional<String> simple(String stem) {
        String strong = STRONG.get(stem);
        if (strong != null) {
            return Optional.of(strong);
        }
        if (stem.endsWith("et") && stem.matches(".*(?:[td]|[^aeiouäöürlh][nm])et")) {
            return Optional.of(stem.substring(0, stem.length() - 2) + "en");
        }
        if (!stem.endsWith("t") || stem.length() < 3) {
            return Optional.empty();
        }
        String root = stem.substring(0, stem.length() - 1);
        boolean weakSyllable = root.matches(".*[^aeiouäöü](?:er|el)") || root.matches(".*(?:au|eu)er");
        return Optional.of(root + (weakSyllable ? "n" : "en"));
    }

    /** "antworten" gives "antwortet", or stays for many. */
    static String finite(String infinitive, boolean plural) {
        if (plural) {
            return infinitive.equals("sein") ? "sind" : infinitive;
        }
        for (int cut = 0; cut < infinitive.length() - 2; cut++) {
            String third = THIRD.get(infinitive.substring(cut));
            boolean whole = cut == 0
                    || SEPARABLE.contains(infinitive.substring(0, cut))
                    || INSEPARABLE.contains(infinitive.substring(0, cut));
            if (third != null && whole) {
                return infinitive.substring(0, cut) + third;
            }
        }
        String stem = infinitive.replaceFirst("e?n$", "");
        boolean extra = stem.matches(".*[td]") || stem.matches(".*[^aeiouäöürlhmn][nm]");
        return stem + (extra ? "et" : "t");
    }

    /** "Schlägt … fehl" closes as "… fehlschlägt". */
    static boolean isPrefix(String word) {
        return SEPARABLE.contains(word);
    }
}
