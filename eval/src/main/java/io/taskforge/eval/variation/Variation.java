package io.taskforge.eval.variation;

import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** A specification in another guise. The marks follow their lines. */
public enum Variation {
    /** Line ends are normalised at the API's door, so this holds by construction; it guards the door's promise. */
    CRLF("CRLF line ends (normalised at the door)") {
        @Override
        Optional<Spec> of(Spec spec) {
            String windows = spec.text().replace("\n", "\r\n");
            return Optional.of(spec.with(windows.replace("\r\n", "\n").replace('\r', '\n'), spec.gold()));
        }
    },
    BOM("a byte order mark") {
        @Override
        Optional<Spec> of(Spec spec) {
            return Optional.of(spec.with("\ufeff" + spec.text(), spec.gold()));
        }
    },
    /** As a rendered page is when it is copied: no hashes, no emphasis, bullets as dots, cells parted by tabs. */
    STRIPPED("markup stripped") {
        @Override
        Optional<Spec> of(Spec spec) {
            if (spec.lines().stream().noneMatch(line -> HEADING.matcher(line).matches())) {
                return Optional.empty();
            }
            return Optional.of(spec.with(
                    String.join(
                            "\n", spec.lines().stream().map(Variation::stripped).toList()),
                    spec.gold()));
        }
    },
    SHUFFLED("sections in reverse order") {
        @Override
        Optional<Spec> of(Spec spec) {
            return reversed(spec);
        }
    };

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s.*");
    private static final Pattern SECTION = Pattern.compile("## .*");
    private static final Pattern TABLE_RULE = Pattern.compile("\\s*\\|?(?:\\s*:?-{2,}:?\\s*\\|?)+\\s*");

    private final String what;

    Variation(String what) {
        this.what = what;
    }

    public String what() {
        return what;
    }

    /** Empty when the specification has nothing to vary in this way. */
    abstract Optional<Spec> of(Spec spec);

    private static String stripped(String line) {
        if (TABLE_RULE.matcher(line).matches()) {
            return "";
        }
        String plain = line.replaceFirst("^#{1,6}\\s+", "")
                .replaceFirst("^(\\s*)[-*+]\\s+", "$1• ")
                .replaceAll("\\*\\*|__|`", "")
                .replaceAll("\\[([^]]+)]\\([^)]*\\)", "$1");
        return plain.startsWith("|")
                ? plain.replaceAll("^\\|\\s*|\\s*\\|\\s*$", "").replaceAll("\\s*\\|\\s*", "\t")
                : plain;
    }

    private static Optional<Spec> reversed(Spec spec) {
        List<String> lines = spec.lines();
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (SECTION.matcher(lines.get(i)).matches()) {
                starts.add(i);
            }
        }
        if (starts.size() < 2) {
            return Optional.empty();
        }
        int[] newLine = new int[lines.size() + 2];
        List<String> moved = new ArrayList<>(lines.subList(0, starts.getFirst()));
        for (int i = 0; i < starts.getFirst(); i++) {
            newLine[i + 1] = i + 1;
        }
        for (int section = starts.size() - 1; section >= 0; section--) {
            int end = section + 1 < starts.size() ? starts.get(section + 1) : lines.size();
            for (int i = starts.get(section); i < end; i++) {
                moved.add(lines.get(i));
                newLine[i + 1] = moved.size();
            }
            if (end == lines.size()) {
                // The last section may lack the blank line that parts it from the one that follows now.
                moved.add("");
            }
        }
        IntUnaryOperator to = line -> newLine[line];
        Optional<Gold> gold = spec.gold().map(marks -> marks.moved(to));
        return Optional.of(spec.with(String.join("\n", moved), gold));
    }
}
