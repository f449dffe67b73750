package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What else a tester would look at where a statement gives one check only: both sides of a limit, everybody else where only one may,
 * the other case of a condition. What would fit any ticket is left out. Nothing here adds to what is asked for; a number that is not in
 * the statement is never written.
 */
final class FurtherChecks {

    private static final String UNIT = "(\\d[\\d.,]*\\s?(?:%|[^\\d\\s,.;:()。，、；的\\p{IsHiragana}]+)?)";

    /**
     * How one language says limits and what is checked of them; {@code %s} is filled from the statement.
     *
     * @param most before the most that is allowed
     * @param least before the least that is enough
     * @param after before a time after which something happens
     * @param only before the one who alone may
     * @param when a clause that something happens in
     * @param before what may only come later
     * @param within before a time that something may take
     * @param above before a number from which on something else holds
     */
    private record Phrasing(
            Pattern most,
            Pattern least,
            Pattern after,
            Pattern only,
            Pattern when,
            Pattern before,
            Pattern within,
            Pattern above,
            String atMost,
            String atLeast,
            String afterwards,
            String nobodyElse,
            String otherwise,
            String tooEarly,
            String measured,
            String threshold) {}

    private static Pattern limit(String words) {
        return pattern("(?:" + words + ")\\s?" + UNIT);
    }

    /** Where the number may also stand before: "7 días de antelación como máximo". */
    private static Pattern limit(String words, String behind) {
        return pattern("(?:" + words + ")\\s?" + UNIT + "|" + UNIT + "(?: \\p{L}+){0,3} (?:" + behind + ")");
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(
                words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static final Map<String, Supplier<Phrasing>> PHRASINGS = Map.of(
            "en",
            () -> new Phrasing(
                    limit(
                            "\\b(?:at most|no more than|not more than|a maximum of|limited to|may not exceed|must not exceed)"),
                    limit("\\b(?:at least|a minimum of|no fewer than|no less than)"),
                    limit(
                            "(?<!response )\\b(?:expires? after|deleted after|closed after|cancelled after|kept for|stored for|retained for|valid for|locked for)"),
                    pattern("^only (.{2,50}?) (?:may|can|must be able to|is allowed to|are allowed to)\\b"),
                    pattern(
                            "^((?:if|when|whenever|once(?! (?:in|per|an?|every)\\b)|as soon as) [^,;]{4,110}),|\\b((?:if|when|once(?! (?:in|per|an?|every)\\b)|as soon as) [^,;.]{4,110})[.]?$"),
                    pattern(
                            "\\bbefore ((?:it|he|she|they|an?|the)\\b[^,;.]{0,50}? (?:is|are|can|may|has|have|gets?)\\b[^,;.]{0,60})[.]?$"),
                    limit("\\b(?:within|in under|under|in less than|faster than|in at most)"),
                    limit("\\b(?:over|above|more than|longer than|older than|larger than)"),
                    "At the limit: %s is accepted, anything beyond it is not.",
                    "At the limit: %s is enough, anything below it is not.",
                    "Checked just before and just after %s.",
                    "Whoever is not one of “%s” tries the same and is refused.",
                    "Unless this is so, nothing of it happens: “%s”.",
                    "As long as it has not been done, this is refused: “%s”.",
                    "Measured repeatedly: even the slowest run keeps to %s.",
                    "Checked at exactly %s and just beyond."),
            "de",
            () -> new Phrasing(
                    limit("\\b(?:höchstens|maximal|nicht mehr als|bis zu)"),
                    limit("\\b(?:mindestens|wenigstens|nicht weniger als)"),
                    limit("\\b(?:nach)"),
                    pattern("^nur (.{2,50}?) (?:darf|dürfen|kann|können)\\b"),
                    pattern(
                            "^((?:wenn|falls|sofern|sobald) [^,;]{4,110}),|, ((?:wenn|falls|sofern|sobald) [^,;.]{4,110})[.]?$"),
                    pattern(", bevor ([^,;.]{4,80})[.]?$"),
                    limit("\\b(?:innerhalb von|in weniger als|in unter|binnen|unter)"),
                    limit("\\b(?:über|mehr als|länger als|älter als|größer als|ab)"),
                    "An der Grenze: %s wird angenommen, mehr nicht.",
                    "An der Grenze: %s reicht aus, weniger nicht.",
                    "Geprüft kurz vor und kurz nach Ablauf: %s.",
                    "Wer nicht zu „%s“ gehört, versucht dasselbe und wird abgewiesen.",
                    "Sonst geschieht nichts davon, also solange dies nicht zutrifft: „%s“.",
                    "Solange das nicht geschehen ist, wird dies abgelehnt: „%s“.",
                    "Mehrmals gemessen: auch der langsamste Durchlauf hält %s ein.",
                    "Geprüft bei genau %s und knapp darüber."),
            "fr",
            () -> new Phrasing(
                    limit("\\b(?:maximum de|pas plus de)", "au plus|au maximum"),
                    limit("\\b(?:au moins|au minimum|minimum de)"),
                    limit("\\b(?:après|pendant|au bout de)"),
                    pattern("^seul(?:e?s)? (?:les? |la |l['’])?(.{2,50}?) (?:peut|peuvent)\\b"),
                    pattern(
                            "^((?:si|lorsque|lorsqu['’]|quand|dès que) ?[^,;]{4,110}),|\\b((?:si|lorsque|quand|dès que) [^,;.]{4,110})[.]?$"),
                    pattern("\\bavant (?:que |d['’]être )([^,;.]{4,80})[.]?$"),
                    limit("\\b(?:en moins de|en moins d['’]|dans les|sous)"),
                    limit("\\b(?:plus de|au-delà de|supérieure?s? à)"),
                    "Vérifié des deux côtés de la limite : %s est accepté, au-delà non.",
                    "Vérifié des deux côtés de la limite : %s suffit, moins ne suffit pas.",
                    "Vérifié des deux côtés du délai : juste avant et juste après %s.",
                    "Quiconque ne fait pas partie de « %s » essaie la même chose et est refusé.",
                    "Rien de cela ne se produit dans l'autre cas, tant que ceci n'est pas vrai : « %s ».",
                    "Tant que ce n'est pas fait, ceci est refusé : « %s ».",
                    "Mesuré plusieurs fois : même l'essai le plus lent respecte %s.",
                    "Vérifié à exactement %s et juste au-dessus."),
            "es",
            () -> new Phrasing(
                    limit("\\b(?:como máximo|un máximo de|no más de|hasta)", "como máximo"),
                    limit("\\b(?:al menos|como mínimo|un mínimo de|no menos de)"),
                    limit("\\b(?:después de|tras|durante|a los|al cabo de)"),
                    pattern("^s[oó]l(?:o|amente) (?:los? |las? |el )?(.{2,50}?) (?:puede|pueden)\\b"),
                    pattern("^((?:si|cuando|en cuanto) [^,;]{4,110}),|\\b((?:si|cuando|en cuanto) [^,;.]{4,110})[.]?$"),
                    pattern("\\bantes de que ([^,;.]{4,80})[.]?$"),
                    limit("\\b(?:en menos de|dentro de|en un máximo de)"),
                    limit("\\b(?:más de|mayor(?:es)? de|superior(?:es)? a|menos de)"),
                    "Comprobado a ambos lados del límite: %s, todavía sí; más, no.",
                    "Comprobado a ambos lados del límite: %s basta y menos no.",
                    "Comprobado a ambos lados del plazo: justo antes y justo después de %s.",
                    "Quien no pertenece a «%s» intenta lo mismo y es rechazado.",
                    "Nada de esto ocurre en el otro caso, mientras no se cumpla esto: «%s».",
                    "Mientras no se haya hecho, se rechaza esto: «%s».",
                    "Medido varias veces: hasta la prueba más lenta respeta %s.",
                    "Comprobado con exactamente %s y justo fuera."),
            "pt",
            () -> new Phrasing(
                    limit("\\b(?:no máximo|um máximo de|não mais de|até)", "no máximo"),
                    limit("\\b(?:pelo menos|no mínimo|um mínimo de|ao menos)"),
                    limit("\\b(?:depois de|após|durante|ao fim de)"),
                    pattern("^(?:s[óo]|somente|apenas) (?:os? |as? )?(.{2,50}?) (?:pode|podem)\\b"),
                    pattern(
                            "^((?:se|quando|assim que) [^,;]{4,110}),|(?<![-\\p{L}])((?:se(?! em | \\p{L}+r\\b)|quando|assim que) [^,;.]{4,110})[.]?$"),
                    pattern("\\bantes de que ([^,;.]{4,80})[.]?$"),
                    limit("\\b(?:em menos de|dentro de|em até)"),
                    limit("\\b(?:mais de|acima de|superior(?:es)? a|passar de)"),
                    "Verificado dos dois lados do limite: %s é aceito, além disso não.",
                    "Verificado dos dois lados do limite: %s basta, menos não.",
                    "Verificado dos dois lados do prazo: logo antes e logo depois de %s.",
                    "Quem não faz parte de “%s” tenta o mesmo e é recusado.",
                    "Nada disto acontece no outro caso, enquanto isto não for verdade: “%s”.",
                    "Enquanto não for feito, isto é recusado: “%s”.",
                    "Medido várias vezes: mesmo a execução mais lenta respeita %s.",
                    "Verificado com exatamente %s e logo acima."),
            "zh",
            () -> new Phrasing(
                    limit("(?:最多|不超过|至多|上限为)"),
                    limit("(?:至少|不少于|最少)"),
                    limit("(?:保存|保留|有效期为)"),
                    pattern("^(?:只有|仅)(.{1,20}?)(?:可以|能够|能|可)"),
                    pattern("^((?:如果|若|当|一旦)[^,，]{2,60})[,，]"),
                    pattern("[在于]?([^,，。\\d]{2,30})之前"),
                    pattern("在?(\\d+\\s?(?:秒|分钟|毫秒|小时|天))(?:之?内|以内)"),
                    limit("(?:超过|大于|多于)"),
                    "在上限两侧验证：%s可接受，超过则不可。",
                    "在下限两侧验证：%s足够，不足则不可。",
                    "在期限两侧验证：刚好早于和晚于%s。",
                    "不属于“%s”的人进行同样操作会被拒绝。",
                    "条件不成立时不发生上述行为，条件为：“%s”。",
                    "未完成前，以下操作会被拒绝：“%s”。",
                    "多次测量：最慢的一次也不超过%s。",
                    "在阈值两侧验证：恰好%s以及刚刚超过。"),
            "ja",
            () -> new Phrasing(
                    limit("(?:最大|最大で|上限は)"),
                    limit("(?:少なくとも|最低)"),
                    limit("(?:保存期間は|有効期間は)"),
                    pattern("^(.{1,20}?)(?:のみ|だけ)が"),
                    pattern("^([^、。]{2,60}場合)(?:は|に)?、"),
                    pattern("([^、。\\d]{2,30})前に"),
                    pattern("(\\d+\\s?(?:秒|分|ミリ秒|時間|日))以内"),
                    pattern("(\\d[\\d.,]*\\s?[^\\d\\s、。をに]{1,4}?)(?:を超え|以上)"),
                    "上限の両側で確認する：%sは受け付け、それを超えると受け付けない。",
                    "下限の両側で確認する：%sで足り、それ未満では足りない。",
                    "期限の両側で確認する：%sの直前と直後。",
                    "「%s」以外の者が同じ操作をすると拒否される。",
                    "次が成り立たないときは何も起こらない：「%s」。",
                    "完了するまで、次の操作は拒否される：「%s」。",
                    "繰り返し測定し、最も遅い場合でも%sを守る。",
                    "しきい値の両側で確認する：ちょうど%sとそれをわずかに超えた場合。"));

    /** Where a condition says when somebody may, or when a fault shows, nothing follows for the other case. */
    private static final Pattern NO_TRIGGER = pattern(
            "\\b(?:can|may|could|able|nice|fix|bug|kann|können|darf|dürfen|peut|peuvent|puede|pueden|pode|podem)\\b|可以|できる");

    /** What somebody can time with a watch; "within 7 days" is a deadline and not a speed. */
    private static final Pattern SHORT_TIME =
            pattern("\\d\\s?(?:(?:ms|s|mill?i\\p{L}*|se[ckg]\\p{L}*|min(?:s|ut\\p{L}*)?)\\b|秒|毫秒|ミリ秒|分)");

    private final Phrasing phrasing;
    private final boolean known;

    FurtherChecks(String language) {
        String key = language.length() < 2 ? language : language.substring(0, 2).toLowerCase(Locale.ROOT);
        this.known = PHRASINGS.containsKey(key);
        this.phrasing = PHRASINGS.getOrDefault(key, PHRASINGS.get("en")).get();
    }

    /** In the order of how much they tell; may be empty. Nothing for a language that is not known. */
    List<String> of(Statement statement) {
        List<String> checks = new ArrayList<>();
        if (!known) {
            return checks;
        }
        String text = Shapes.bare(statement.text()).strip();
        add(
                checks,
                phrasing.atMost(),
                phrasing.most().matcher(text),
                phrasing.most().matcher("").groupCount());
        add(checks, phrasing.atLeast(), phrasing.least().matcher(text), 1);
        add(checks, phrasing.afterwards(), phrasing.after().matcher(text), 1);
        add(checks, phrasing.nobodyElse(), phrasing.only().matcher(text), 1);
        if (!NO_TRIGGER.matcher(text).find()) {
            add(checks, phrasing.otherwise(), phrasing.when().matcher(text), 2);
        }
        add(checks, phrasing.tooEarly(), phrasing.before().matcher(text), 1);
        if (checks.isEmpty()) {
            if (SHORT_TIME.matcher(text).find()) {
                add(checks, phrasing.measured(), phrasing.within().matcher(text), 1);
            }
            add(checks, phrasing.threshold(), phrasing.above().matcher(text), 1);
        }
        return checks;
    }

    private static void add(List<String> checks, String wording, Matcher matcher, int groups) {
        if (!matcher.find()) {
            return;
        }
        String said = groups > 1 && matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        checks.add(wording.formatted(said.strip().replaceFirst("[.,]$", "")));
    }
}
