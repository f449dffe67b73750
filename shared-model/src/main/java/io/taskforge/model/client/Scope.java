package io.taskforge.model.client;

import java.util.Arrays;
import java.util.Optional;

/** What a key allows. The wire names are part of the contract and stored with the key. */
public enum Scope {
    TICKETS_SUBMIT("tickets:submit"),
    TICKETS_READ("tickets:read"),
    TICKETS_CANCEL("tickets:cancel");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Empty for a name that no scope has. */
    public static Optional<Scope> named(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName.equals(wireName))
                .findFirst();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
