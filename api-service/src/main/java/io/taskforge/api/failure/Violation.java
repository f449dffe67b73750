package io.taskforge.api.failure;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * One way in which a request's body breaks a rule.
 *
 * @param pointer JSON Pointer (RFC 6901) to the member, also when it is missing; empty for the whole body
 * @param detail what is expected; never the value that was sent
 */
@RegisterForReflection
public record Violation(String pointer, Code code, String detail) {

    /** What is wrong with a member. */
    public enum Code {
        REQUIRED,
        BLANK,
        TOO_LONG,
        TOO_SHORT,
        OUT_OF_RANGE,
        WRONG_TYPE,
        NOT_ALLOWED,
        BAD_FORMAT,
        UNKNOWN_FIELD,
        INCONSISTENT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
