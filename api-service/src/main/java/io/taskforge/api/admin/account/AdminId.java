package io.taskforge.api.admin.account;

import java.util.Objects;
import java.util.UUID;

/** Names an administrator for good; the name can be told, the id is in the rows. */
public record AdminId(UUID value) {

    public AdminId {
        Objects.requireNonNull(value, "value");
    }
}
