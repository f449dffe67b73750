package io.taskforge.worker.drafting;

import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Sentences;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds statements that cannot both hold: other numbers for the same thing, the same thing asked for and forbidden, something that only
 * one may do and another may as well. Rather misses one than reports one that is none: apart from what differs, the two must say the
 * same, word for word.
 */
final class Contradictions {

    private static final int AT_MOST = 10;
    private static final int SENTENCES_COMPARED = 1_500;

    /** Two statements, in the order of the specification, and the sentences that clash. */
    record Contradiction(Statement first, String firstSays, Statement second, String secondSays) {}

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static final Pattern NEGATIVE = pattern(
            "\\b(?:must not|shall not|should not|may not|cannot|can not|never|must never|not allowed|forbidden|nicht|nie|niemals|kein\\w*|ne .{1,20} (?:pas|jamais)|no (?:debe|deben|puede|pueden|se)|nunca|jamás|não|non (?:deve|devono|può|possono))\\b"
                    + "|不得|禁止|不允许|不能|不可|てはならない|てはなりません|てはいけない");

    /** Words that say how strongly or whether, and nothing of what. */
    private static final Set<String> MODALITY = Words.content(
            "must shall should may can cannot will not never only always also allowed able forbidden automatically"
                    + " permanently muss müssen soll sollen sollte sollten darf dürfen kann können werden wird nicht nie"
                    + " niemals kein keine keinen keiner nur immer doit doivent peut peuvent ne pas jamais être debe deben"
                    + " puede pueden no nunca jamás ser deve devem pode podem não");

    private static final Pattern MODALITY_UNSPACED =
            Pattern.compile("必须|应该|应当|可以|能够|需要|不得|禁止|不允许|不能|不可|システムは|てはならない|てはなりません|なければならない|できる|すること|する|し");

    private static final Pattern QUANTITY = pattern(
            "(?:\\b(?:after|for|nach|après|pendant|después de|tras|durante|depois de|por|dopo|per)\\s+)?(at least|a minimum of|no fewer than|mindestens|wenigstens|au moins|al menos|como mínimo|pelo menos|no mínimo|至少|at most|no more than|up to|within|under|less than|maximum of|höchstens|maximal|bis zu|innerhalb von|au plus|au maximum|en moins de|como máximo|hasta|en menos de|no máximo|até|em menos de|最多|不超过)?\\s*(?<![A-Za-z0-9_.-])(\\d[\\d.,]*)\\s*(%|秒|分钟|小时|天|个月|年|時間|日|分|[\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+)?");

    private static final Set<String> LEAST = Set.of(
            "at least",
            "a minimum of",
            "no fewer than",
            "mindestens",
            "wenigstens",
            "au moins",
            "al menos",
            "como mínimo",
            "pelo menos",
            "no mínimo",
            "至少");

    /** Keeping for a time and deleting after a time are one property. */
    private static final Pattern RETENTION = pattern(
            "\\b(?:kept|keep|keeps|retained|retain|stored|store|deleted|delete|purged|removed|erased|aufbewahrt|gespeichert|gelöscht|conserv\\w+|supprim\\w+|guarda\\w*|borra\\w*|elimina\\w*|apaga\\w*|exclu\\w+|mantid\\w+)\\b|保存|保留|删除|削除");

    private static final Pattern DELETION = pattern(
            "\\b(?:deleted|delete|purged|removed|erased|gelöscht|supprim\\w+|borra\\w*|elimina\\w*|apaga\\w*|exclu\\w+)\\b|删除|削除");

    private static final Pattern ONLY = pattern(
            "(?:only|nur|seuls? (?:les? )?|seules? (?:les? )?|solo|sólo|só|somente|apenas) ?(.{2,60}?) (?:may|can|must be able to|is allowed to|are allowed to|darf|dürfen|kann|können|peut|peuvent|puede|pueden|pode|podem) (.+)|只有(.{1,20}?)(?:可以|能够|能)(.+)");
    private static final Pattern ABLE = pattern(
            "(.{2,60}?) (?:may|can|must be able to|should be able to|is allowed to|are allowed to|darf|dürfen|kann|können|peut|peuvent|puede|pueden|pode|podem) (.+)|([^只]{1,20}?)(?:可以|能够)(.+)");

    /** Sections that tell variants of the product apart: what differs between them is no contradiction. */
    private static final Pattern VARIANT = pattern(
            "\\b(?:plans?|tiers?|editions?|packages?|pakete?|tarife?|free|pro|premium|basic|enterprise|phase|stage|version|v\\d+|levels?|modes?|profiles?|environments?|roles?|planes?)\\b|套餐|版本|阶段");

    private record Quantity(String comparator, double value, String unit) {

        boolean least() {
            return LEAST.contains(comparator);
        }

        boolean most() {
            return !comparator.isEmpty() && !least();
        }
    }

    /** Who may do what. */
    private record Permission(Set<String> who, Set<String> what) {

        static Permission of(Pattern form, String text) {
            Matcher matcher = form.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            boolean spaced = matcher.group(1) != null;
            return new Permission(
                    Words.content(matcher.group(spaced ? 1 : 3)), Words.content(matcher.group(spaced ? 2 : 4)));
        }
    }

    /**
     * A sentence taken apart once, since each is held against all others.
     *
     * @param sole who alone may do what, or null
     * @param able who may do what, or null
     */
    private record Sentence(
            Statement statement,
            String text,
            Set<String> words,
            List<Quantity> quantities,
            boolean negative,
            Permission sole,
            Permission able) {}

    private final SpecDocument spec;

    Contradictions(SpecDocument spec) {
        this.spec = spec;
    }

    List<Contradiction> all() {
        List<Sentence> sentences = sentences();
        List<Contradiction> found = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            for (int j = i + 1; j < sentences.size() && found.size() < AT_MOST; j++) {
                Sentence one = sentences.get(i);
                Sentence other = sentences.get(j);
                if (clash(one, other) && comparable(one.statement(), other.statement())) {
                    found.add(new Contradiction(one.statement(), one.text(), other.statement(), other.text()));
                }
            }
        }
        return found;
    }

    private List<Sentence> sentences() {
        List<Sentence> sentences = new ArrayList<>();
        for (Statement statement : spec.work()) {
            List<String> texts = new ArrayList<>(Sentences.split(Shapes.bare(statement.text())));
            statement.details().forEach(detail -> texts.addAll(Sentences.split(detail)));
            for (String text : texts) {
                if (sentences.size() < SENTENCES_COMPARED
                        && Shapes.endpoint(text, true).isEmpty()) {
                    sentences.add(read(statement, text.strip()));
                }
            }
        }
        return sentences;
    }

    private static Sentence read(Statement statement, String text) {
        List<Quantity> quantities = new ArrayList<>();
        String rest = text;
        if (text.chars().anyMatch(Character::isDigit)) {
            Matcher matcher = QUANTITY.matcher(text);
            while (matcher.find()) {
                quantity(matcher).ifPresent(quantities::add);
            }
            rest = RETENTION.matcher(matcher.replaceAll(" ")).replaceAll(" retentionproperty ");
        }
        if (Script.anyUnspaced(rest)) {
            rest = MODALITY_UNSPACED.matcher(rest).replaceAll(" ");
        }
        Set<String> words = new HashSet<>(Words.content(rest));
        words.removeAll(MODALITY);
        Permission sole = Permission.of(ONLY, text);
        Permission able = sole == null ? Permission.of(ABLE, text) : null;
        return new Sentence(
                statement, text, words, quantities, NEGATIVE.matcher(text).find(), sole, able);
    }

    private static Optional<Quantity> quantity(Matcher matcher) {
        String digits = matcher.group(2)
                .replaceFirst("[.,]$", "")
                .replaceAll("[.,](?=\\d{3}(?:\\D|$))", "")
                .replace(',', '.');
        String comparator = matcher.group(1) == null ? "" : matcher.group(1).toLowerCase(Locale.ROOT);
        String unit =
                matcher.group(3) == null ? "" : Words.stem(matcher.group(3).toLowerCase(Locale.ROOT));
        try {
            return Optional.of(new Quantity(comparator, Double.parseDouble(digits), unit));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean clash(Sentence one, Sentence other) {
        if (one.statement().number() == other.statement().number() && one.text().equals(other.text())) {
            return false;
        }
        boolean same = one.words().size() >= 2 && one.words().equals(other.words());
        if (same && one.negative() != other.negative()) {
            return one.quantities().equals(other.quantities());
        }
        return (same && !one.negative() && numbersClash(one, other)) || onlyClash(one, other) || onlyClash(other, one);
    }

    /** Exactly one number differs, of one unit, and no value meets both. */
    private static boolean numbersClash(Sentence one, Sentence other) {
        List<Quantity> mine = one.quantities();
        List<Quantity> theirs = other.quantities();
        if (mine.isEmpty() || mine.size() != theirs.size()) {
            return false;
        }
        int differing = -1;
        for (int i = 0; i < mine.size(); i++) {
            boolean equal = mine.get(i).value() == theirs.get(i).value()
                    && mine.get(i).unit().equals(theirs.get(i).unit());
            if (!equal) {
                if (differing >= 0) {
                    return false;
                }
                differing = i;
            }
        }
        return differing >= 0 && differ(mine.get(differing), one.text(), theirs.get(differing), other.text());
    }

    private static boolean differ(Quantity mine, String myText, Quantity other, String otherText) {
        double factor = factor(mine.unit(), other.unit());
        if (factor == 0) {
            return false;
        }
        double a = mine.value() * factor;
        double b = other.value();
        boolean deletes = DELETION.matcher(myText).find();
        boolean deletesToo = DELETION.matcher(otherText).find();
        if (deletes != deletesToo
                && RETENTION.matcher(deletes ? otherText : myText).find()) {
            return deletes ? a < b : b < a;
        }
        if (mine.least() && other.most()) {
            return a > b;
        }
        if (mine.most() && other.least()) {
            return b > a;
        }
        return a != b;
    }

    /** What turns the one unit into the other; 0 when they measure different things. */
    private static double factor(String unit, String into) {
        if (unit.equals(into)) {
            return 1;
        }
        List<List<String>> seconds = List.of(
                List.of("s", "sec", "second", "sekunden", "sekund", "seconde", "segundo", "秒"),
                List.of("min", "minut", "minuten", "minuto", "分钟"),
                List.of("h", "hour", "stunden", "stund", "heur", "hora", "小时", "時間"),
                List.of("day", "tage", "tag", "tagen", "jour", "día", "dia", "天", "日"),
                List.of("week", "wochen", "woch", "semain", "semana"),
                List.of("month", "monat", "monaten", "moi", "mes", "mese", "个月"),
                List.of("year", "jahr", "jahren", "an", "année", "año", "ano", "年"));
        double[] sizes = {1, 60, 3_600, 86_400, 604_800, 2_629_800, 31_557_600};
        double from = 0;
        double to = 0;
        for (int i = 0; i < sizes.length; i++) {
            from = seconds.get(i).contains(unit) ? sizes[i] : from;
            to = seconds.get(i).contains(into) ? sizes[i] : to;
        }
        return to == 0 ? 0 : from / to;
    }

    private static boolean onlyClash(Sentence only, Sentence other) {
        Permission sole = only.sole();
        Permission able = other.able();
        return sole != null
                && able != null
                && !only.negative()
                && !other.negative()
                && sole.what().size() >= 2
                && sole.what().equals(able.what())
                && !sole.who().isEmpty()
                && !able.who().isEmpty()
                && able.who().stream().noneMatch(sole.who()::contains);
    }

    private boolean comparable(Statement one, Statement other) {
        if (one.section() == other.section()) {
            return true;
        }
        return !VARIANT.matcher(heading(one)).find()
                && !VARIANT.matcher(heading(other)).find();
    }

    private String heading(Statement statement) {
        return spec.sections().get(statement.section()).heading();
    }
}
