package io.taskforge.worker.link;

import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Needs that the text states: "depends on FR-2", "after the import", "once a run is approved". */
final class StatedNeeds {

    private static final Pattern NEEDS = Pattern.compile(
            "\\b(?:depends? on|dependencies|dependency|depending on|requires|blocked by|builds (?:up)?on|prerequisites?|relies on|based on the|needs|hängt (?:\\w+ )?ab von|abhängig von|setzt voraus|benötigt|baut auf|dépend (?:de|du|des)|nécessite|depende de|depende da|depende do|depende del|requiere|requer|dipende da|richiede|hangt af van|vereist)\\b|依赖|依存",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern BLOCKS = Pattern.compile(
            "\\b(?:blocks|is needed (?:by|for)|is required (?:by|for)|prerequisite (?:of|for)|blockiert|bloque|bloquea|bloqueia|blocca)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SEQUENCE = Pattern.compile(
            "\\b(?:after|once|as soon as|nachdem|sobald|après|une fois|después de|una vez|depois de|após|dopo|una volta|nadat|zodra)\\s+(?=\\p{L})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What can be over: "after the type prefix" is a place, "after the run is approved" a time. */
    private static final Pattern EVENT = Pattern.compile(
            "\\b(?:is|are|has|have|was|were|been|ends?)\\b|(?:ed|tion|sion|ment|val|ing)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern ID = Pattern.compile(
            "(?<![A-Za-z0-9])[A-Z]{1,8}(?:[-_.][A-Z]{1,8})?[-_ ]?\\d{1,4}(?:\\.\\d{1,3}){0,3}[a-z]?(?![A-Za-z0-9])");

    /** How far behind its cue an id is still meant by it. */
    private static final int ID_REACH = 60;

    private static final int PHRASE_WORDS = 9;

    /** What happens in every specification and so points to no ticket in particular. */
    private static final Set<String> TIMES = Set.of(
            "day", "minut", "minute", "hour", "second", "attempt", "week", "month", "year", "time", "retry", "tage",
            "tag", "stund", "releas", "launch", "retri", "login", "click", "run", "creat", "done", "finish", "complet");

    private final List<Node> nodes;
    private final Map<String, Integer> byId = new HashMap<>();

    StatedNeeds(List<Node> nodes) {
        this.nodes = nodes;
        for (int i = 0; i < nodes.size(); i++) {
            for (String id : nodes.get(i).ids()) {
                byId.putIfAbsent(id, i);
            }
        }
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String sentence : nodes.get(i).sentences()) {
                byId(i, sentence, links);
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            for (String sentence : nodes.get(i).sentences()) {
                byPhrase(i, sentence, links);
            }
        }
        return links;
    }

    private void byId(int from, String sentence, List<Link> links) {
        Matcher id = ID.matcher(sentence);
        while (id.find()) {
            Integer to = byId.get(Shapes.normalId(id.group()));
            if (to == null || to == from) {
                continue;
            }
            String before = sentence.substring(Math.max(0, id.start() - ID_REACH), id.start());
            if (BLOCKS.matcher(before).find()) {
                links.add(new Link(to, from, true));
            } else if (NEEDS.matcher(before).find()
                    || SEQUENCE.matcher(before + "x").find()) {
                links.add(new Link(from, to, true));
            }
        }
    }

    private void byPhrase(int from, String sentence, List<Link> links) {
        for (Pattern cue : List.of(NEEDS, SEQUENCE)) {
            Matcher matcher = cue.matcher(sentence);
            while (matcher.find()) {
                String phrase = phrase(sentence.substring(matcher.end()));
                boolean place = matcher.group().strip().equalsIgnoreCase("after")
                        && !EVENT.matcher(phrase).find();
                if (place) {
                    continue;
                }
                int to = match(from, phrase);
                if (to >= 0) {
                    links.add(new Link(from, to, true));
                }
            }
        }
    }

    /** Up to the next punctuation, and no longer than a phrase is. */
    private static String phrase(String rest) {
        int end = 0;
        int words = 0;
        while (end < rest.length() && ",.;:)(?".indexOf(rest.charAt(end)) < 0 && words < PHRASE_WORDS) {
            if (rest.charAt(end) == ' ') {
                words++;
            }
            end++;
        }
        return rest.substring(0, end);
    }

    /** The one ticket whose title is clearly meant by the phrase, or -1. */
    private int match(int from, String phrase) {
        Set<String> said = Words.content(phrase);
        said.removeAll(TIMES);
        if (said.size() < 2 || Script.anyUnspaced(phrase)) {
            return -1;
        }
        int best = -1;
        double most = 0;
        boolean tie = false;
        for (int i = 0; i < nodes.size(); i++) {
            if (i == from) {
                continue;
            }
            long common = said.stream().filter(nodes.get(i).words()::contains).count();
            double score = common < 2 ? 0 : common / (double) said.size();
            if (score > most) {
                most = score;
                best = i;
                tie = false;
            } else if (score > 0 && score == most) {
                tie = true;
            }
        }
        return tie || most < 0.6 ? -1 : best;
    }
}
