package io.taskforge.api.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.TreeSet;

/** Writes JSON in the one form that RFC 8785 gives each document, so that equal documents have equal hashes. */
final class CanonicalJson {

    private static final int PLAIN_UP_TO_DIGITS = 21;
    private static final int PLAIN_DOWN_TO_ZEROS = 6;

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    static String of(JsonNode node) {
        CanonicalJson writer = new CanonicalJson();
        writer.write(node);
        return writer.out.toString();
    }

    private void write(JsonNode node) {
        if (node.isObject()) {
            writeObject(node);
        } else if (node.isArray()) {
            writeArray(node);
        } else if (node.isTextual()) {
            writeString(node.textValue());
        } else if (node.isNumber()) {
            out.append(number(node.doubleValue()));
        } else if (node.isBoolean() || node.isNull()) {
            out.append(node.asText());
        } else {
            throw new IllegalArgumentException("JSON has no " + node.getNodeType());
        }
    }

    /** Members by their names' UTF-16 code units, which is how Java compares strings. */
    private void writeObject(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        out.append('{');
        boolean first = true;
        for (String name : names) {
            if (!first) {
                out.append(',');
            }
            first = false;
            writeString(name);
            out.append(':');
            write(object.get(name));
        }
        out.append('}');
    }

    private void writeArray(JsonNode array) {
        out.append('[');
        for (Iterator<JsonNode> entries = array.elements(); entries.hasNext(); ) {
            write(entries.next());
            if (entries.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void writeString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** As ECMAScript writes a number: the shortest digits that are still this double, plain from 1e-6 to below 1e21. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("JSON has no such number");
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String layout;
        if (point > 0 && point <= PLAIN_UP_TO_DIGITS) {
            layout = digits.length() <= point
                    ? digits + "0".repeat(point - digits.length())
                    : digits.substring(0, point) + "." + digits.substring(point);
        } else if (point <= 0 && point > -PLAIN_DOWN_TO_ZEROS) {
            layout = "0." + "0".repeat(-point) + digits;
        } else {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            int exponent = point - 1;
            layout = digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
        return value < 0 ? "-" + layout : layout;
    }

    /** Double.toString gives the shortest digits (since Java 19), except that it prefers two to one. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value));
        BigDecimal oneDigit = digits.round(new MathContext(1));
        return (oneDigit.doubleValue() == value ? oneDigit : digits).stripTrailingZeros();
    }
}
