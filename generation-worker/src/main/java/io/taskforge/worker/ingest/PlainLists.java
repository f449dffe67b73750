package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds lists whose bullets were taken away: short lines that end without a mark, one below the other or each between blank lines, under
 * words that announce a list or under a heading that says what stands there. Without either, such lines are an address or a title page.
 */
final class PlainLists {

    /** Beside the levels of headings. */
    static final int ITEM = -1;

    private static final int ITEMS_AT_LEAST = 3;
    private static final int WORDS_AT_MOST = 12;

    /** A wrapped sentence goes on in small letters, and ends with a mark. */
    private static final Pattern SHORT = Pattern.compile("[\\p{Lu}\\d\"“(].{0,118}[^.,;:!?。]");

    /** What has a mark of its own is read as what it is. */
    private static final Pattern MARKED =
            Pattern.compile("(?:[-*+>|]|\\d{1,2}[a-z]?[.)]|\\d{1,2}\\.\\d{1,2}\\S{0,6}) ");

    private final List<String> lines;
    private final boolean[] code;
    private final int[] levels;

    private PlainLists(List<String> lines, boolean[] code, int[] levels) {
        this.lines = lines;
        this.code = code;
        this.levels = levels;
    }

    /**
     * @param code lines that only show
     * @param levels of headings; items become {@link #ITEM}
     */
    static void mark(List<String> lines, boolean[] code, int[] levels) {
        new PlainLists(lines, code, levels).mark();
    }

    private void mark() {
        boolean announced = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || levels[i] == ITEM) {
                continue;
            }
            List<Integer> items = announced ? itemsFrom(i) : List.of();
            if (items.size() >= ITEMS_AT_LEAST) {
                items.forEach(item -> levels[item] = ITEM);
            }
            announced = levels[i] != ITEM && announces(i);
        }
    }

    private boolean announces(int i) {
        String line = lines.get(i).strip();
        return !code[i] && (line.endsWith(":") || levels[i] > PlainHeadings.NONE && Topic.of(line) != Topic.NEUTRAL);
    }

    /** The items that begin at the line, all in one block or each in one of its own. */
    private List<Integer> itemsFrom(int start) {
        boolean loose = start + 1 < lines.size() && lines.get(start + 1).isBlank();
        List<Integer> items = new ArrayList<>();
        int i = start;
        while (i < lines.size() && isItem(i, loose)) {
            items.add(i);
            i++;
            while (loose && i < lines.size() && lines.get(i).isBlank()) {
                i++;
            }
        }
        boolean whole = loose || i >= lines.size() || lines.get(i).isBlank() || levels[i] > PlainHeadings.NONE;
        if (!whole) {
            return List.of();
        }
        // The last of them is the heading of what follows.
        boolean headed = loose && !items.isEmpty() && levels[items.getLast()] > PlainHeadings.NONE && i < lines.size();
        return headed && levels[i] == PlainHeadings.NONE ? items.subList(0, items.size() - 1) : items;
    }

    private boolean isItem(int i, boolean loose) {
        String line = lines.get(i).strip();
        boolean alone = i + 1 >= lines.size() || lines.get(i + 1).isBlank();
        boolean heading = levels[i] > PlainHeadings.NONE && (!loose || Topic.of(line) != Topic.NEUTRAL);
        return !heading
                && (alone || !loose)
                && !code[i]
                && lines.get(i).indexOf('\t') < 0
                && SHORT.matcher(line).matches()
                && !MARKED.matcher(line).lookingAt()
                && Words.split(line).size() <= WORDS_AT_MOST
                && SentenceReading.label(line)
                        .filter(label -> DocumentData.isAbout(label.toLowerCase(Locale.ROOT)))
                        .isEmpty();
    }
}
