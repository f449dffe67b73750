package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the headings of a text that marks none: by their length, by what stands around them, by how they are written and numbered, and
 * by what they name. Their levels follow from their numbers, as far as they have any.
 */
final class PlainHeadings {

    static final int NONE = 0;

    private static final Pattern NUMBERED =
            Pattern.compile("(?:Appendix )?(?:[A-Z]|\\d{1,2})(?:\\.\\d{1,3}){0,4}\\.?\\s{1,4}[\\p{Lu}\\p{Lo}].{0,76}");

    /** The same in small letters, or of a half chapter: "4. how it works", "8a. Storage". */
    private static final Pattern CHAPTER =
            Pattern.compile("(\\d{1,2})([a-z]?)((?:\\.\\d{1,3}){0,4})[.)]?\\s{1,4}(?=\\p{L}).{1,90}");

    private static final Pattern SUBSECTION = Pattern.compile("\\d{1,2}(?:\\.\\d{1,3}){1,4}\\.?\\s");

    private static final Pattern BULLET = Pattern.compile("[-*+] |\\d{1,2}[.)] ");

    /** "Journey 2 – …", "User Story 1 - …", "Feature 6: …": one of several of a kind. */
    private static final Pattern COUNTED =
            Pattern.compile("\\p{Lu}\\p{L}{2,20}(?: \\p{L}{2,20})? \\d{1,3}\\s{0,2}[:–—-]\\s.{2,90}");

    /** What stands in brackets at the end says more of a heading and does not make it long. */
    private static final Pattern TAIL =
            Pattern.compile("(?<=\\S)\\s{1,3}[*_]{0,2}[(\\[][^()\\[\\]]{1,80}[)\\]][*_]{0,2}$");

    /** The most words of a heading, of one in title case, and of one with a number. */
    private static final int WORDS = 6;

    private static final int TITLE_WORDS = 12;
    private static final int NUMBERED_WORDS = 12;

    /** A line of a text rather than of a list or an address. */
    private static final int TEXT_AT_LEAST = 60;

    /** From here on a text counts its chapters, and what is not counted stands in one of them. */
    private static final int CHAPTERS_AT_LEAST = 3;

    /** A title and a table of contents may stand before the first chapter; more headings make the numbers those of a list in one of them. */
    private static final int BEFORE_CHAPTERS = 2;

    private final List<String> lines;
    private final boolean indented;
    private final boolean[] code;
    private final Map<String, Integer> labels = new HashMap<>();
    private final int[] levels;

    private PlainHeadings(List<String> lines, boolean indented, boolean[] code) {
        this.lines = lines;
        this.indented = indented;
        this.code = code;
        this.levels = new int[lines.size()];
        for (String line : lines) {
            SentenceReading.label(Script.first(line, 100))
                    .ifPresent(label -> labels.merge(label.toLowerCase(Locale.ROOT), 1, Integer::sum));
        }
    }

    /**
     * For each line the level of the heading that it is, or {@link #NONE}.
     *
     * @param indented whether the text as a whole stands in
     * @param code lines that only show
     */
    static int[] of(List<String> lines, boolean indented, boolean[] code) {
        return new PlainHeadings(lines, indented, code).told();
    }

    private int[] told() {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isHeading(i)) {
                found.add(i);
            }
        }
        levelled(found);
        return levels;
    }

    private String named(int i) {
        return Headings.withoutPictures(HtmlText.withoutTags(lines.get(i)));
    }

    /** A short line between blank lines, or one that names a kind of section, or is numbered and stands at the margin of an indented text. */
    private boolean isHeading(int i) {
        String line = named(i);
        boolean startsBlock = i == 0
                || lines.get(i - 1).isBlank()
                || SUBSECTION.matcher(line).lookingAt()
                        && NUMBERED.matcher(lines.get(i - 1)).matches();
        if (!startsBlock
                || i + 1 >= lines.size()
                || code[i]
                || line.isEmpty()
                || line.length() > 100
                || line.indexOf('\t') >= 0
                || !Character.isLetterOrDigit(line.charAt(0))) {
            return false;
        }
        if (indented) {
            return lines.get(i).charAt(0) != ' '
                    && lines.get(i + 1).isBlank()
                    && (NUMBERED.matcher(line).matches()
                            || Topic.of(line) != Topic.NEUTRAL
                            || Words.split(line).size() <= 3);
        }
        if (isField(line) || KeyWords.in(line) || lines.get(i).startsWith("    ") || leads(i, line)) {
            return false;
        }
        String name = TAIL.matcher(line).replaceFirst("");
        return isNumbered(i, line, name)
                || isShort(name, WORDS) && (namesSection(i, name) || isOverText(i, name))
                || isTitled(i, line, name);
    }

    /** "Priority: high" in several places is said of several things; "Status: draft" of the document. */
    private boolean isField(String line) {
        Optional<String> label = SentenceReading.label(line).map(name -> name.toLowerCase(Locale.ROOT));
        return label.isPresent()
                && !Shapes.namesRequirement(line)
                && (labels.getOrDefault(label.get(), 0) > 1 || DocumentData.isAbout(label.get()));
    }

    /** "Example:" and what stands over code are about what comes next, and not about all that follows. */
    private boolean leads(int i, String line) {
        int next = filled(i, 1);
        boolean colon = line.endsWith(":") || line.endsWith("：");
        return colon && (next < lines.size() && code[next] || Topic.of(line) == Topic.ASIDE);
    }

    private boolean isNumbered(int i, String line, String name) {
        boolean over = lines.get(i + 1).isBlank()
                || SUBSECTION.matcher(line).lookingAt()
                || SUBSECTION.matcher(lines.get(i + 1)).lookingAt();
        boolean counts = NUMBERED.matcher(line).matches()
                || isAlone(i) && CHAPTER.matcher(line).matches() && !Character.isWhitespace(line.charAt(1));
        return counts && over && isShort(name, NUMBERED_WORDS) && !isInList(i, line);
    }

    /** Whether the line before or behind goes on counting, with nothing in between: then these are items. */
    private boolean isInList(int i, String line) {
        return follows(line, filled(i, 1), 1) || follows(line, filled(i, -1), -1);
    }

    private boolean follows(String line, int other, int by) {
        if (other < 0 || other >= lines.size() || !isAlone(other)) {
            return false;
        }
        Matcher one = CHAPTER.matcher(line);
        Matcher next = CHAPTER.matcher(named(other));
        return one.matches()
                && next.matches()
                && (one.group(2) + one.group(3) + next.group(2) + next.group(3)).isEmpty()
                && Integer.parseInt(next.group(1)) - Integer.parseInt(one.group(1)) == by;
    }

    private boolean isAlone(int i) {
        return (i == 0 || lines.get(i - 1).isBlank())
                && (i + 1 >= lines.size() || lines.get(i + 1).isBlank());
    }

    /** The next line that is not blank, forwards or backwards. */
    private int filled(int i, int step) {
        int at = i + step;
        while (at >= 0 && at < lines.size() && lines.get(at).isBlank()) {
            at += step;
        }
        return at;
    }

    private static boolean isShort(String line, int words) {
        return line.length() <= words * 10
                && ".,;!?。".indexOf(line.charAt(line.length() - 1)) < 0
                && Words.split(line).size() <= words;
    }

    private boolean namesSection(int i, String line) {
        String next = lines.get(i + 1).strip();
        if (next.startsWith("---") || next.startsWith("===")) {
            return false;
        }
        String name = line.endsWith(":") || line.endsWith("：") ? line.substring(0, line.length() - 1) : line;
        boolean capitals = name.length() > 3
                && name.equals(name.toUpperCase(Locale.ROOT))
                && !name.equals(name.toLowerCase(Locale.ROOT));
        boolean overList = BULLET.matcher(next).lookingAt() && !ListReading.isUnfinished(line);
        boolean alone = (next.isEmpty() || overList)
                && name.equals(line)
                && !Character.isDigit(line.charAt(0))
                && lines.size() > 6;
        return capitals || alone || (name.indexOf(':') < 0 && Topic.of(name) != Topic.NEUTRAL);
    }

    /** The first line of a wrapped text is about as long as its second; a much shorter one stands over it. */
    private boolean isOverText(int i, String name) {
        String next = lines.get(i + 1).strip();
        return lines.size() > 6
                && Character.isUpperCase(name.charAt(0))
                && !name.endsWith(":")
                && next.length() >= TEXT_AT_LEAST
                && next.length() >= 2 * name.length()
                && Character.isUpperCase(next.charAt(0))
                && next.indexOf('\t') < 0;
    }

    /** A longer line, alone and written as titles are, or one of several of a kind. */
    private boolean isTitled(int i, String line, String name) {
        return isAlone(i)
                && lines.size() > 6
                && isShort(name, TITLE_WORDS)
                && !name.endsWith(":")
                && !Character.isDigit(line.charAt(0))
                && (COUNTED.matcher(line).matches() || isInTitleCase(name));
    }

    private static boolean isInTitleCase(String name) {
        List<String> telling =
                Words.split(name).stream().filter(word -> word.length() > 3).toList();
        long capital = telling.stream()
                .filter(word -> !Character.isLowerCase(word.charAt(0)))
                .count();
        return capital >= 2 && capital == telling.size();
    }

    private void levelled(List<Integer> found) {
        List<Integer> chapters = found.stream()
                .filter(i -> Character.isDigit(named(i).charAt(0))
                        && NUMBERED.matcher(named(i)).matches())
                .toList();
        boolean counted = !indented
                && chapters.size() >= CHAPTERS_AT_LEAST
                && found.indexOf(chapters.getFirst()) <= BEFORE_CHAPTERS;
        int chapter = NONE;
        for (int i : found) {
            String line = named(i);
            Matcher number = CHAPTER.matcher(line);
            if (number.matches() || NUMBERED.matcher(line).matches()) {
                int dots = (int) line.chars()
                        .limit(number.matches() ? number.end(3) : 0)
                        .filter(c -> c == '.')
                        .count();
                int half = number.matches() && !number.group(2).isEmpty() ? 1 : 0;
                levels[i] = Math.min(6, 2 + dots + half);
                chapter = levels[i];
            } else if (counted && chapter == NONE) {
                levels[i] = i == found.getFirst() && filled(i, -1) < 0 ? 1 : 2;
            } else if (counted) {
                levels[i] = Math.min(6, chapter + 1);
            } else {
                levels[i] = !indented && COUNTED.matcher(line).matches() ? 3 : 2;
            }
        }
    }
}
