package io.taskforge.nativecheck.used;

import java.util.List;

/**
 * One look-up by name, as the recorder wrote it.
 *
 * @param target a type, a resource, a library or, for a proxy, its interfaces
 * @param member of the type, or empty
 * @param through the JDK's method that was called
 * @param caller class and method of who called it; empty when it was the JVM
 * @param at the call in the caller's byte code; -1 when unknown
 * @param initialising classes whose initialisers were under way
 */
public record Use(
        Kind kind, String target, String member, String through, String caller, int at, List<String> initialising) {

    /** What was looked up. */
    public enum Kind {
        TYPE,
        FIELDS,
        METHODS,
        CONSTRUCTORS,
        FIELD,
        METHOD,
        CONSTRUCTOR,
        RESOURCE,
        BUNDLE,
        PROXY,
        LIBRARY
    }

    private static final int FIELDS = 7;

    public static Use parse(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != FIELDS) {
            throw new IllegalArgumentException("not a line of a recording: " + line);
        }
        return new Use(
                Kind.valueOf(parts[0]),
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                Integer.parseInt(parts[5]),
                parts[6].isEmpty() ? List.of() : List.of(parts[6].split(",", -1)));
    }

    /** The caller's class. */
    public String callerType() {
        return caller.isEmpty() ? "" : caller.substring(0, caller.lastIndexOf('.'));
    }

    String callerMethod() {
        return caller.substring(caller.lastIndexOf('.') + 1);
    }

    /** The name of the JDK's method that was called. */
    public String called() {
        return through.substring(through.lastIndexOf('.') + 1);
    }
}
