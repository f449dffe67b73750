package io.taskforge.api.callback;

import io.taskforge.api.failure.Violation;
import java.util.Optional;

/**
 * What a {@code callback_url} may look like: a URI template (RFC 6570) with {@code {job_id}} for its only expression, in path or query.
 * Checked here and not by the JSON Schema's validator, whose expression for templates recurses for each of their characters.
 */
public final class CallbackTemplate {

    static final String JOB_ID = "{job_id}";

    /** The member of the request. */
    static final String POINTER = "/callback_url";

    private static final int LONGEST = 2_048;

    /** All that a URL consists of (RFC 3986, 2) but letters, digits and percent-encoded bytes. */
    private static final String PUNCTUATION = "-._~:/?#[]@!$&'()*+,;=";

    private CallbackTemplate() {}

    /** Empty when the text has the form; whether the service would call there is {@link CallbackPolicy}'s to say. */
    public static Optional<Violation> violation(String text) {
        if (text.length() > LONGEST && text.codePointCount(0, text.length()) > LONGEST) {
            return violation(Violation.Code.TOO_LONG, "must have at most " + LONGEST + " characters");
        }
        if (!text.startsWith("https://") && !text.startsWith("http://")) {
            return violation(Violation.Code.BAD_FORMAT, "must be an http or https URL");
        }
        int authority = text.indexOf("://") + 3;
        int path = authorityEnd(text, authority);
        int fragment = text.indexOf('#', path);
        int end = fragment < 0 ? text.length() : fragment;
        String expanded = text.substring(0, path) + text.substring(path, end).replace(JOB_ID, "") + text.substring(end);
        if (expanded.indexOf('{') >= 0 || expanded.indexOf('}') >= 0) {
            return violation(
                    Violation.Code.BAD_FORMAT, "may contain {job_id}, in its path or query only, and no other braces");
        }
        return spelled(expanded, path)
                ? Optional.empty()
                : violation(
                        Violation.Code.BAD_FORMAT,
                        "must be spelled as a URL, with whatever else it contains percent-encoded");
    }

    /** Where scheme and authority are over. */
    static int authorityEnd(String text, int authority) {
        for (int i = authority; i < text.length(); i++) {
            if ("/?#".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /** @param path where it begins; a host before it may be written in any letters */
    private static boolean spelled(String text, int path) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean known = c < 0x80
                    ? isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0 || c == '%' && encodes(text, i)
                    : i < path && !Character.isISOControl(c) && !Character.isWhitespace(c);
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean encodes(String text, int percent) {
        return percent + 2 < text.length()
                && Character.digit(text.charAt(percent + 1), 16) >= 0
                && Character.digit(text.charAt(percent + 2), 16) >= 0;
    }

    private static Optional<Violation> violation(Violation.Code code, String detail) {
        return Optional.of(new Violation(POINTER, code, detail));
    }
}
