package io.taskforge.api.submission;

import java.util.List;

/**
 * The {@code Idempotency-Key} header: a string of a structured field (RFC 8941), or, tolerated, a bare token.
 *
 * <p>Whether a key is a good one is asked later, wherever it came from.
 */
sealed interface IdempotencyKeyHeader {

    String NAME = "Idempotency-Key";

    /** Not sent, or empty. */
    record Absent() implements IdempotencyKeyHeader {}

    record Key(String value) implements IdempotencyKeyHeader {}

    /** Sent twice, or with quotes that do not match. */
    record Unreadable() implements IdempotencyKeyHeader {}

    static IdempotencyKeyHeader of(List<String> headers) {
        if (headers.size() > 1) {
            return new Unreadable();
        }
        String value = headers.isEmpty() ? "" : headers.getFirst().strip();
        if (value.isEmpty()) {
            return new Absent();
        }
        return value.startsWith("\"") ? quoted(value) : new Key(value);
    }

    private static IdempotencyKeyHeader quoted(String value) {
        StringBuilder key = new StringBuilder(value.length());
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                return i == value.length() - 1 ? new Key(key.toString()) : new Unreadable();
            }
            if (c == '\\') {
                i++;
                if (i == value.length() || (value.charAt(i) != '"' && value.charAt(i) != '\\')) {
                    return new Unreadable();
                }
                c = value.charAt(i);
            }
            key.append(c);
        }
        return new Unreadable();
    }
}
