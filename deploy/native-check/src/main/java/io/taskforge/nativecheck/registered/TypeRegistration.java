package io.taskforge.nativecheck.registered;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What of one type can be found by name in the image.
 *
 * @param allFields declared or public ones
 * @param members single fields, methods and {@code <init>}
 */
record TypeRegistration(
        String name, boolean allConstructors, boolean allMethods, boolean allFields, Set<String> members) {

    static TypeRegistration of(JsonNode entry) {
        Set<String> members = new HashSet<>();
        entry.path("methods").forEach(each -> members.add(each.path("name").asText()));
        entry.path("queriedMethods")
                .forEach(each -> members.add(each.path("name").asText()));
        entry.path("fields").forEach(each -> members.add(each.path("name").asText()));
        return new TypeRegistration(
                entry.path("name").asText(),
                any(entry, "allDeclaredConstructors", "allPublicConstructors"),
                any(entry, "allDeclaredMethods", "allPublicMethods"),
                any(entry, "allDeclaredFields", "allPublicFields"),
                members);
    }

    private static boolean any(JsonNode entry, String... flags) {
        for (String flag : flags) {
            if (entry.path(flag).asBoolean()) {
                return true;
            }
        }
        return false;
    }

    /** What two places register together. */
    TypeRegistration and(TypeRegistration other) {
        Set<String> both = new HashSet<>(members);
        both.addAll(other.members);
        return new TypeRegistration(
                name,
                allConstructors || other.allConstructors,
                allMethods || other.allMethods,
                allFields || other.allFields,
                both);
    }

    boolean constructor() {
        return allConstructors || members.contains("<init>");
    }

    boolean method(String method) {
        return allMethods || members.contains(method);
    }

    boolean field(String field) {
        return allFields || members.contains(field);
    }
}
