package io.taskforge.worker.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/** Numbers that a server may leave out. */
final class Counts {

    private Counts() {}

    /** Empty when it is no number, or a negative one. */
    static Optional<Long> of(JsonNode number) {
        return number.canConvertToLong() && number.asLong() >= 0 ? Optional.of(number.asLong()) : Optional.empty();
    }

    /** Empty when it is no number, or none above 0. */
    static OptionalInt positive(JsonNode number) {
        return number.canConvertToInt() && number.asInt() > 0 ? OptionalInt.of(number.asInt()) : OptionalInt.empty();
    }
}
