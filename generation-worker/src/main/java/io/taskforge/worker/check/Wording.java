package io.taskforge.worker.check;

import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges single texts: whether a criterion can be checked, whether it says more than the title, how alike two texts are. */
final class Wording {

    /** Words that sound like a measure and are none, language by language. A heuristic in each of them. */
    private static final Set<String> VAGUE = words(
            "fast quick quickly easy easily easier intuitive robust friendly simple simply appropriate appropriately correctly"
                    + " properly seamless seamlessly efficient efficiently good nice nicely reliable reliably scalable flexible"
                    + " modern clean works work working well expected described fully functional smooth smoothly responsive"
                    + " adequate adequately reasonable sensible usable performant",
            "schnell einfach intuitiv benutzerfreundlich nutzerfreundlich robust korrekt zuverlässig richtig ordnungsgemäß"
                    + " angemessen sinnvoll flexibel modern reibungslos performant gut wie erwartet funktioniert funktionieren"
                    + " geeignet übersichtlich ansprechend problemlos effizient ausreichend sauber",
            "rapide rapidement simple simplement intuitif intuitive facile facilement convivial conviviale correctement"
                    + " approprié appropriée fiable robuste fluide efficace bien fonctionne fonctionnent moderne flexible"
                    + " raisonnable prévu attendu",
            "rápido rápida rápidamente sencillo sencilla fácil fácilmente intuitivo intuitiva robusto robusta amigable"
                    + " correctamente adecuado adecuada adecuadamente fiable eficiente bien funciona funcionan moderno flexible"
                    + " esperado razonable",
            "rapidamente simples facilmente intuitivo intuitiva robusto robusta amigável corretamente adequado adequada"
                    + " adequadamente confiável eficiente bem funciona funcionam esperado razoável ágil",
            "veloce velocemente semplice facile facilmente intuitivo robusto corretto correttamente adeguato affidabile"
                    + " efficiente bene funziona funzionano previsto ragionevole",
            "snel eenvoudig intuïtief gebruiksvriendelijk robuust correct betrouwbaar goed werkt verwacht passend");

    /** Looked for anywhere in a text without spaces; longest first, since they are taken out one by one. */
    private static final List<String> VAGUE_UNSPACED = List.of(
            "用户友好",
            "正常工作",
            "正常运行",
            "易于使用",
            "使いやすい",
            "問題なく",
            "ユーザーフレンドリー",
            "直感的",
            "わかりやすい",
            "スムーズ",
            "快速",
            "简单",
            "直观",
            "友好",
            "稳定",
            "可靠",
            "高效",
            "灵活",
            "合理",
            "适当",
            "良好",
            "流畅",
            "易用",
            "美观",
            "正确",
            "正常",
            "迅速",
            "簡単",
            "適切",
            "正しく",
            "柔軟",
            "快適",
            "高速",
            "安定",
            "効率的");

    private static final Pattern EMPTY_UNSPACED = Pattern.compile(
            "系统|界面|页面|应用|软件|用户|体验|操作|使用|运行|工作|必须|应该|应当|需要|非常|以及|并且|システム|画面|アプリ|ユーザー|操作|動作|[のはがをにでとも的地得了和与且是很能可]|する|なければならない|である|こと|できる|です|ます|[\\p{P}\\s]");

    private static final Pattern MEASURE = Pattern.compile("\\d");

    private Wording() {}

    private static Set<String> words(String... lists) {
        return Set.copyOf(new HashSet<>(List.of(String.join(" ", lists).split(" "))));
    }

    /** Whether nothing is left of the criterion once vague and empty words are taken out. */
    static boolean isVague(String criterion) {
        if (MEASURE.matcher(criterion).find()) {
            return false;
        }
        if (Script.anyUnspaced(criterion)) {
            return isVagueUnspaced(criterion);
        }
        int vague = 0;
        int telling = 0;
        for (String word : Words.split(criterion.toLowerCase(Locale.ROOT))) {
            if (VAGUE.contains(word)) {
                vague++;
            } else if (!Words.empty(word) && word.length() > 1) {
                telling++;
            }
        }
        return vague > 0 && telling <= 1;
    }

    private static boolean isVagueUnspaced(String criterion) {
        String rest = criterion;
        for (String word : VAGUE_UNSPACED) {
            rest = rest.replace(word, "");
        }
        boolean vague = !rest.equals(criterion);
        return vague && Script.length(EMPTY_UNSPACED.matcher(rest).replaceAll("")) <= 2;
    }

    static boolean saysTheSame(String one, String other) {
        Set<String> words = Words.content(one);
        return !words.isEmpty() && words.equals(Words.content(other));
    }

    /** Shared words as a share of all words, 0 to 1; two texts without any are alike. */
    static double likeness(Set<String> one, Set<String> other) {
        return one.isEmpty() && other.isEmpty() ? 1 : Words.likeness(one, other);
    }

    static Set<String> words(String title, List<String> criteria) {
        Set<String> words = new HashSet<>(Words.content(title));
        criteria.forEach(criterion -> words.addAll(Words.content(criterion)));
        return words;
    }
}
