package io.taskforge.local.key;

import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.DisplayTime;
import io.taskforge.local.terminal.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys as a person reads them: a line each, and what they allow on a line of its own where it would not fit. */
public final class KeyTable {

    private static final String GAP = "  ";
    private static final List<String> HEAD =
            List.of("Key", "Client", "State", "Created (UTC)", "Expires (UTC)", "Last used (UTC)");

    private KeyTable() {}

    /** Ends with a line end. */
    public static String of(List<ListedKey> keys, Terminal terminal) {
        List<List<String>> rows = new ArrayList<>();
        List<String> allowed = new ArrayList<>();
        rows.add(HEAD);
        allowed.add("Scopes");
        for (ListedKey key : keys) {
            rows.add(row(key));
            allowed.add(DisplayText.oneLine(String.join(", ", key.scopes())));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayText.width(row.get(i)));
            }
        }
        int widest = allowed.stream().mapToInt(DisplayText::width).max().orElse(0);
        for (int width : widths) {
            widest += width + GAP.length();
        }
        boolean oneLine = widest <= terminal.columns();
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            String text = oneLine ? line + allowed.get(i) : line.stripTrailing() + "\n" + GAP + allowed.get(i);
            table.append(i == 0 ? terminal.dim(text) : text).append('\n');
        }
        return table.toString();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(DisplayText.padded(row.get(i), widths[i])).append(GAP);
        }
        return line.toString();
    }

    private static List<String> row(ListedKey key) {
        return List.of(
                key.id().prefix() + "…",
                key.client(),
                key.state().toString(),
                DisplayTime.minute(key.created()),
                moment(key.expires()),
                moment(key.lastUsed()));
    }

    private static String moment(Optional<Instant> moment) {
        return moment.map(DisplayTime::minute).orElse("never");
    }
}
