package io.taskforge.model.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/** Writes JSON that PostgreSQL can hold: neither its text nor its jsonb takes U+0000, however it is escaped. */
public final class StoredJson {

    /** The escape itself; not meant are the same letters after a backslash that is itself escaped. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)(?:\\\\u0000)+");

    private StoredJson() {}

    /** @throws IllegalArgumentException when the value cannot be written as JSON */
    public static String write(ObjectMapper json, Object value) {
        try {
            return ESCAPED_NUL.matcher(json.writeValueAsString(value)).replaceAll("$1");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }
}
