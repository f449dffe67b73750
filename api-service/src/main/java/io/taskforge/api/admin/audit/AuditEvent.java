package io.taskforge.api.admin.audit;

import java.util.Map;
import java.util.Objects;

/**
 * Something that an administrator did, or tried.
 *
 * @param action in the past tense, in snake_case: {@code key_created}
 * @param target what it was done to, as people name it: a client, a job's id
 * @param detail more of it; never a secret
 */
public record AuditEvent(String action, String target, Map<String, Object> detail) {

    public AuditEvent {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(target, "target");
        detail = Map.copyOf(detail);
    }

    public static AuditEvent of(String action, String target) {
        return new AuditEvent(action, target, Map.of());
    }

    /** The same, and what else there is to say of it. */
    public AuditEvent with(String name, Object value) {
        var more = new java.util.TreeMap<>(detail);
        more.put(name, value);
        return new AuditEvent(action, target, more);
    }
}
