package io.taskforge.worker.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chinese and Japanese statements as orders: "预订必须在2秒内确认" gives "确保预订在2秒内确认", "保存されること" gives "保存する". */
final class UnspacedTitles {

    private static final String DUTY = "必须|应当|应该|应|需要|需|须|要|可以|能够|能";

    private static final Pattern CHINESE_ACTOR =
            Pattern.compile("^(?:本?系统|平台|应用|服务|后台|前端|我们)?(?:" + DUTY + ")(?:支持)?(?=\\p{IsHan})");
    private static final Pattern CHINESE_FORBIDS =
            Pattern.compile("^(?:本?系统|平台|应用|服务|后台|前端|我们)?(?:不得|禁止|不允许|不能)(?:允许)?(.+)$");
    private static final Pattern CHINESE_ONLY = Pattern.compile("^(?:只有|仅有?|只能由)(.{1,20}?)(?:才)?(?:可以|能够|能|可)(.+)$");
    private static final Pattern CHINESE_LET = Pattern.compile("^([^,，。必应]{1,12}?)(?:可以|能够)(.+)$");
    private static final Pattern CHINESE_LEAD =
            Pattern.compile("^((?:如果|若|当|一旦)?[^,，]{2,40}[,，])(?:则|那么)?((?:本?系统|平台|应用|服务)?(?:必须|应当|应该|应|需要|需|须).+)$");
    private static final Pattern CHINESE_DUTY = Pattern.compile("^([^,，]{1,24}?)(?:必须|应当|应该|需要|须)(.+)$");
    private static final Pattern CHINESE_NOT = Pattern.compile("^([^,，]{1,24}?)(?:不得|禁止|不能|不可)(.+)$");

    private static final Pattern JAPANESE_SUBJECT =
            Pattern.compile("(?<=^|、|。)(?:本?システム|アプリ|サービス|ユーザー|利用者|管理者)(?:は|が)、?");
    private static final Pattern JAPANESE_PASSIVE =
            Pattern.compile("^(.+?)(?:は|が)、?(.*?)され(?:なければ(?:ならない|なりません|いけない)|る(?:こと|べきである|べき|必要がある|必要があります)|る)$");

    /** Ending, and what a plain order has in its place; the first that fits. */
    private static final List<List<String>> JAPANESE_ENDS = List.of(
            List.of("(?:し|する)なければ(?:ならない|なりません|いけない)$", "する"),
            List.of("する(?:必要がある|必要があります|こと|べきである|べき|べし)$", "する"),
            List.of("し(?:てはならない|てはなりません|てはいけない|ないこと)$", "しない"),
            List.of("(?:でき(?:る|ます|ること|なければならない)|できるようにする)$", "できるようにする"),
            List.of("したい$", "する"),
            List.of("(?:である)?こと$", ""),
            List.of("べき(?:である|です)?$", ""));

    private static final String A_ROW = "さかがまばならわた";
    private static final String U_ROW = "すくぐむぶぬるうつ";

    private UnspacedTitles() {}

    static String chinese(String text) {
        Matcher only = CHINESE_ONLY.matcher(text);
        if (only.matches()) {
            return "只允许" + only.group(1) + only.group(2);
        }
        Matcher lead = CHINESE_LEAD.matcher(text);
        if (lead.matches()) {
            return lead.group(1) + chinese(lead.group(2)).replaceFirst("^确保", "");
        }
        Matcher forbids = CHINESE_FORBIDS.matcher(text);
        if (forbids.matches()) {
            return "禁止" + forbids.group(1);
        }
        String order = CHINESE_ACTOR.matcher(text).replaceFirst("");
        if (!order.equals(text)) {
            return order;
        }
        Matcher not = CHINESE_NOT.matcher(text);
        if (not.matches()) {
            return "确保" + not.group(1) + "不" + not.group(2).replaceFirst("^不", "");
        }
        Matcher duty = CHINESE_DUTY.matcher(text);
        if (duty.matches()) {
            return "确保" + duty.group(1) + duty.group(2);
        }
        Matcher let = CHINESE_LET.matcher(text);
        return let.matches() ? "允许" + let.group(1) + let.group(2) : text;
    }

    static String japanese(String text) {
        String order = JAPANESE_SUBJECT.matcher(text).replaceAll("");
        Matcher passive = JAPANESE_PASSIVE.matcher(order);
        if (passive.matches() && !passive.group(1).contains("、")) {
            return passive.group(1) + "を" + passive.group(2) + "する";
        }
        Matcher negative = Pattern.compile("^(.+)([" + A_ROW + "])なければ(?:ならない|なりません|いけない)$")
                .matcher(order);
        if (negative.matches()) {
            return negative.group(1) + U_ROW.charAt(A_ROW.indexOf(negative.group(2)));
        }
        for (List<String> end : JAPANESE_ENDS) {
            String mended = order.replaceFirst(end.getFirst(), end.getLast());
            if (!mended.equals(order)) {
                return mended;
            }
        }
        return order.replaceFirst("(?<=[えけせてねへめれげぜべみりびしじき])なければ(?:ならない|なりません)$", "る");
    }
}
