package io.taskforge.model.log;

import java.util.List;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Takes what looks like a secret out of a line. The second line of defence: nobody here logs a secret, but a library may put into an
 * exception's message what it was given.
 */
final class Secrets {

    private static final String HIDDEN = "***";

    /** What stands before a secret stays, in the first group. */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("(://)[^/?#\\s\"'<>]*(?=@)"),
            Pattern.compile("(?i)(\\b(?:bearer|basic)\\s++)[\\w.~+/=-]{8,}+"),
            Pattern.compile("(\\btfk_(?:live|test)_[0-9A-Za-z]{12}_)[0-9A-Za-z]++"),
            Pattern.compile("(\\bwhsec_)[\\w+/=-]++"),
            Pattern.compile("()\\beyJ[\\w-]++\\.[\\w-]++\\.[\\w-]*+"),
            Pattern.compile(
                    "(?i)(\\b(?:password|passwd|pwd|token|secret|pepper|api[_-]?key)\"?\\s*+[=:]\\s*+\"?)[^\\s\"&,;)}]++"),
            Pattern.compile("()-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----"));

    private Secrets() {}

    static void hide(LogRecord entry) {
        String message = entry instanceof ExtLogRecord line ? line.getFormattedMessage() : entry.getMessage();
        String shown = hidden(message);
        if (!shown.equals(message)) {
            say(entry, shown);
        }
        if (entry.getThrown() != null && tellsSecrets(entry.getThrown())) {
            entry.setThrown(Hushed.of(entry.getThrown()));
        }
    }

    static String hidden(String text) {
        if (text == null) {
            return "";
        }
        String shown = text;
        for (Pattern shape : SHAPES) {
            shown = shape.matcher(shown).replaceAll("$1" + HIDDEN);
        }
        return shown;
    }

    /** The text is whole: what it was made of must not be put in once more. */
    private static void say(LogRecord entry, String text) {
        if (entry instanceof ExtLogRecord line) {
            line.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            entry.setMessage(text);
        }
        entry.setParameters(null);
    }

    private static boolean tellsSecrets(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && !hidden(message).equals(message)) {
                return true;
            }
        }
        return false;
    }

    /** An exception in the words that may be shown, where it was thrown and by its name. */
    private static final class Hushed extends Exception {

        private static final long serialVersionUID = 1L;

        private final String words;

        private Hushed(Throwable thrown) {
            super(null, thrown.getCause() == null ? null : of(thrown.getCause()), false, true);
            words = hidden(thrown.toString());
            setStackTrace(thrown.getStackTrace());
        }

        static Hushed of(Throwable thrown) {
            return new Hushed(thrown);
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
