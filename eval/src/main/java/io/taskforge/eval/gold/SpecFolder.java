package io.taskforge.eval.gold;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of specifications and its sub-folders. */
public final class SpecFolder {

    private static final Pattern SPECIFICATION = Pattern.compile("(?i)(.+)\\.(md|txt|csv|rst)");

    /** A folder's own explanation is no specification. */
    private static final String README = "readme";

    private SpecFolder() {}

    /**
     * The folder's specifications, by name.
     *
     * @param only a name, or the beginning of one; empty for all
     * @throws GoldFault when there is no such folder, nothing in it, or a gold file that cannot be used
     */
    public static List<Spec> read(Path folder, Optional<String> only) {
        if (!Files.isDirectory(folder)) {
            throw new GoldFault("there is no folder " + folder);
        }
        List<Spec> specs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Matcher name = SPECIFICATION.matcher(folder.relativize(file).toString());
                if (name.matches()
                        && !file.getFileName()
                                .toString()
                                .toLowerCase(java.util.Locale.ROOT)
                                .startsWith(README)
                        && only.map(wanted -> name.group(1).startsWith(wanted)).orElse(true)) {
                    specs.add(spec(file, name.group(1)));
                }
            }
        } catch (IOException e) {
            throw new GoldFault(folder + " cannot be read: " + e.getMessage());
        }
        if (specs.isEmpty()) {
            throw new GoldFault("no specification (.md, .txt, .csv, .rst) in " + folder
                    + only.map(wanted -> " whose name begins with " + wanted).orElse(""));
        }
        return specs;
    }

    /** As the API takes it in: line ends are {@code \n} before anything else sees the text. */
    private static Spec spec(Path file, String name) throws IOException {
        String text = text(file);
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            throw new GoldFault(file + " is empty or has a NUL in it");
        }
        Spec bare = new Spec(name, title(text, name), text, Optional.empty());
        Path gold = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[^.]+$", ".gold.json"));
        return Files.exists(gold)
                ? bare.with(text, Optional.of(GoldFile.read(gold.toString(), text(gold), bare)))
                : bare;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file).replace("\r\n", "\n").replace('\r', '\n');
        } catch (MalformedInputException e) {
            throw new GoldFault(file + " is not UTF-8");
        }
    }

    private static String title(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .filter(line -> !line.isEmpty() && line.codePointCount(0, line.length()) <= 200)
                .findFirst()
                .orElse(name);
    }
}
