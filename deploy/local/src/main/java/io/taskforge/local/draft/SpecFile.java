package io.taskforge.local.draft;

import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A specification as it lies on the disk, checked before anything is started for it.
 *
 * @param title the first heading, else the file's name; 1 to 200 code points
 * @param text UTF-8, 1 to 100,000 code points, not blank, without U+0000
 */
public record SpecFile(String title, String text) {

    /** The contract's limits, in code points. */
    private static final int LONGEST_TEXT = 100_000;

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_CODE_POINT_BYTES = 4;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}[ \\t]+(.*?)(?:[ \\t]+#+)?[ \\t]*");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(?:=+|-+)[ \\t]*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(?:```|~~~).*");

    /**
     * @throws Refusal in one line, when the file cannot be a specification
     */
    public static SpecFile read(Path file) {
        if (!Files.exists(file)) {
            throw Refusal.usage("There is no file " + file + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw Refusal.usage(file + " is not a file: name a specification in Markdown or plain text.");
        }
        if (!Files.isReadable(file)) {
            throw Refusal.usage(file + " cannot be read: you lack the permission.");
        }
        try {
            long size = Files.size(file);
            if (size > (long) LONGEST_TEXT * LONGEST_CODE_POINT_BYTES) {
                throw tooLong(file, size + " bytes");
            }
            return checked(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw Refusal.usage(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static SpecFile checked(Path file, byte[] bytes) {
        String text = decoded(file, bytes);
        if (text.isBlank()) {
            throw Refusal.usage(file + " is empty: write down what is to be built, then try again.");
        }
        if (text.indexOf('\0') >= 0) {
            throw Refusal.usage(
                    file + " is not text (it has NUL bytes): save the specification as Markdown or plain text.");
        }
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST_TEXT) {
            throw tooLong(file, length + " characters");
        }
        return new SpecFile(titleOf(file, text), text);
    }

    private static Refusal tooLong(Path file, String length) {
        return Refusal.usage(file + " is too long (" + length + "): a specification has at most 100,000 characters;"
                + " split it by subject.");
    }

    private static String decoded(Path file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refusal.usage(file + " is not UTF-8 text: save the specification as UTF-8 Markdown or plain text.");
        }
    }

    /** The same specification under a title of the person's own. */
    public SpecFile titled(String other) {
        String title = DisplayText.oneLine(other);
        if (title.isEmpty()) {
            throw Refusal.usage("The title is empty.");
        }
        if (title.codePointCount(0, title.length()) > LONGEST_TITLE) {
            throw Refusal.usage("The title is too long: it has at most 200 characters.");
        }
        return new SpecFile(title, text);
    }

    private static String titleOf(Path file, String text) {
        String heading = firstHeading(text.lines().toList());
        String title = DisplayText.oneLine(
                heading.isEmpty() ? withoutExtension(file.getFileName().toString()) : heading);
        if (title.isEmpty()) {
            return "Untitled";
        }
        int length = Math.min(LONGEST_TITLE, title.codePointCount(0, title.length()));
        return title.substring(0, title.offsetByCodePoints(0, length)).strip();
    }

    private static String firstHeading(List<String> lines) {
        boolean fenced = false;
        String before = "";
        for (String line : lines) {
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
            }
            if (fenced) {
                before = "";
                continue;
            }
            var heading = HEADING.matcher(line);
            if (heading.matches() && !heading.group(1).isBlank()) {
                return plain(heading.group(1));
            }
            if (!before.isBlank() && UNDERLINE.matcher(line).matches()) {
                return plain(before);
            }
            before = line;
        }
        return "";
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("[*`]|__", "")
                .strip();
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).replace('_', ' ').replace('-', ' ');
    }
}
