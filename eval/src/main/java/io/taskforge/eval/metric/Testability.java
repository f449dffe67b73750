package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.model.ticket.Ticket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A heuristic, and no more: a criterion counts as testable when it is not the title over again, has no word that only sounds like a
 * measure, and has something to look at: a number, a name in quotes or code, a condition, or a verb of obligation or observation. The
 * words are listed per language, so figures compare within one language only; in a language without a list nothing is measured.
 */
public final class Testability {

    private record Words(Set<String> weasels, Set<String> signs) {}

    private static final Map<String, Words> WORDS = Map.of(
            "en",
            words(
                    "fast quickly easy easily intuitive robust user-friendly simple appropriate properly correctly seamless efficient nice good",
                    "when if after before until unless within without given then must must-not shall should can cannot may only never every each no not"
                            + " shows show returns return contains lists names refuses refused rejected sees see is are has have"),
            "de",
            words(
                    "schnell einfach intuitiv benutzerfreundlich robust angemessen korrekt gut zuverlässig",
                    "wenn falls nach vor bis ohne muss müssen soll sollen kann können darf dürfen nur nie jede jeder jedes kein keine nicht zeigt enthält wird werden ist sind"),
            "es",
            words(
                    "rápido rápidamente fácil fácilmente intuitivo robusto sencillo adecuado correctamente",
                    "cuando si después antes hasta sin debe deben puede pueden solo nunca cada ningún ninguna no muestra contiene se es son"),
            "pt",
            words(
                    "rápido rapidamente fácil facilmente intuitivo robusto simples adequado corretamente",
                    "quando se após depois antes até sem deve devem pode podem só somente nunca cada nenhum nenhuma não mostra contém é são"),
            "zh",
            words("快速 简单 友好 直观 良好 合理 适当", "必须 应 应当 可以 不得 不能 当 如果 之后 之前 超过 显示 返回 包含 只 每 需要 禁止"),
            "ja",
            words("高速 簡単 使いやすい 直感的 適切 良好", "場合 とき 必要 できる できない ならない こと 表示 返す 含む 以内 以上 以下 まで のみ すべて する"));

    private static final Pattern SOMETHING_TO_SEE = Pattern.compile("\\d|`[^`]+`|[\"“„«「][^\"”“»」]+[\"”“»」]");

    private Testability() {}

    /** @param language the specification's, as BCP 47 */
    public static void measure(Attempt attempt, String language, Scores scores) {
        if (!WORDS.containsKey(language)) {
            return;
        }
        for (Ticket ticket : attempt.work()) {
            for (String criterion : ticket.acceptanceCriteria()) {
                scores.add(Metric.TESTABLE, new Figure(isTestable(criterion, ticket.title(), language) ? 1 : 0, 1));
            }
        }
    }

    static boolean isTestable(String criterion, String title, String language) {
        Words words = WORDS.get(language);
        boolean copy = normal(criterion).equals(normal(title));
        return !copy
                && !has(criterion, words.weasels(), language)
                && (SOMETHING_TO_SEE.matcher(criterion).find() || has(criterion, words.signs(), language));
    }

    private static boolean has(String text, Set<String> words, String language) {
        if (language.equals("zh") || language.equals("ja")) {
            return words.stream().anyMatch(text::contains);
        }
        Set<String> found =
                new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}-]+")));
        return words.stream().anyMatch(found::contains);
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static Words words(String weasels, String signs) {
        return new Words(Set.copyOf(List.of(weasels.split(" "))), Set.copyOf(List.of(signs.split(" "))));
    }
}
