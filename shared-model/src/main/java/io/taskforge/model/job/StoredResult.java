package io.taskforge.model.job;

import java.util.HexFormat;

/**
 * A result as stored, byte for byte.
 *
 * @param sha256 lower-case hex of the body's UTF-8 bytes; makes the strong ETag
 */
public record StoredResult(String body, String sha256) {

    static StoredResult of(String body, byte[] sha256) {
        return new StoredResult(body, HexFormat.of().formatHex(sha256));
    }
}
