package io.taskforge.model.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Whose job it is. Every read and every cancel is filtered by it. */
public record ClientId(@JsonValue UUID value) {

    public ClientId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
