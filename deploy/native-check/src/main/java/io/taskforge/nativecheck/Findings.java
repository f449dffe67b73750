package io.taskforge.nativecheck;

import io.taskforge.nativecheck.registered.Registrations;
import io.taskforge.nativecheck.used.ConstantCalls;
import io.taskforge.nativecheck.used.Use;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What was used and would not be found in the image.
 *
 * @param missing each with who uses it
 */
record Findings(Map<String, Set<String>> missing) {

    private static final Set<String> TYPES_BY_NAME =
            Set.of("forName", "loadClass", "findClass", "getDeclaredClasses", "getPermittedSubclasses");

    /**
     * JDK methods that answer by name. What the JDK looks up on its way to something else (generic signatures, annotations, constants
     * of enums, field updaters), GraalVM takes care of itself.
     */
    private static final Set<String> BY_NAME = Set.of(
            "getDeclaredFields",
            "getFields",
            "getDeclaredField",
            "getField",
            "getDeclaredMethods",
            "getMethods",
            "getDeclaredMethod",
            "getMethod",
            "getDeclaredConstructors",
            "getConstructors",
            "getDeclaredConstructor",
            "getConstructor",
            "newInstance",
            "getRecordComponents",
            "newProxyInstance",
            "findStatic",
            "findVirtual",
            "findSpecial",
            "findVarHandle",
            "findStaticVarHandle",
            "findGetter",
            "findSetter",
            "findStaticGetter",
            "findConstructor",
            "getResource",
            "getResourceAsStream",
            "getResources",
            "getBundle",
            "load",
            "loadLibrary");

    /**
     * @param constants tells what GraalVM sees by itself
     * @param reviewed what is known to be otherwise than it looks
     */
    static Findings of(
            Collection<Use> uses,
            Registrations registered,
            Function<Use, ConstantCalls.Call> constants,
            ReviewedUses reviewed) {
        Map<String, Set<String>> missing = new TreeMap<>();
        for (Use use : uses) {
            if (isByName(use)
                    && !isWhileBuilt(use, registered)
                    && !isFound(use, registered)
                    && constants.apply(use) == ConstantCalls.Call.COMPUTED
                    && !reviewed.covers(use)) {
                missing.computeIfAbsent(wanted(use), any -> new TreeSet<>()).add(use.caller());
            }
        }
        return new Findings(missing);
    }

    boolean none() {
        return missing.isEmpty();
    }

    private static boolean isByName(Use use) {
        if (use.through().startsWith("java.util.ServiceLoader")) {
            return true;
        }
        // A type that is loaded while another is looked at was mentioned there, and is kept with it.
        boolean named =
                use.kind() == Use.Kind.TYPE ? TYPES_BY_NAME.contains(use.called()) : BY_NAME.contains(use.called());
        return named && !isHidden(use) && !isOfThePlatform(use);
    }

    /** Made while the JVM runs, as for a lambda: nobody can look such a class up, and there is no name to register it by. */
    private static boolean isHidden(Use use) {
        return use.target().contains("/0x");
    }

    /** Types of the JDK that are only looked at are looked at because a type of ours mentions them, and without them nothing is lost. */
    private static boolean isOfThePlatform(Use use) {
        boolean looksOnly =
                switch (use.kind()) {
                    case FIELDS, METHODS, CONSTRUCTORS -> true;
                    case TYPE, FIELD, METHOD, CONSTRUCTOR, RESOURCE, BUNDLE, PROXY, LIBRARY -> false;
                };
        return looksOnly && (use.target().startsWith("java.") || use.target().startsWith("["));
    }

    private static boolean isWhileBuilt(Use use, Registrations registered) {
        return use.initialising().stream().anyMatch(type -> !registered.isInitialisedAtRunTime(type));
    }

    private static boolean isFound(Use use, Registrations registered) {
        String target = use.target();
        return switch (use.kind()) {
            case TYPE -> registered.hasType(target) || target.startsWith("[");
            case FIELDS -> registered.hasField(target, "");
            case METHODS -> registered.hasMethod(target, "");
            case CONSTRUCTORS, CONSTRUCTOR -> registered.hasConstructor(target);
            case FIELD -> registered.hasField(target, use.member());
            case METHOD -> registered.hasMethod(target, use.member());
            case RESOURCE -> registered.hasResource(target.startsWith("/") ? target.substring(1) : target);
            case BUNDLE -> registered.hasBundle(target);
            case PROXY -> registered.hasProxy(target);
            case LIBRARY -> false;
        };
    }

    private static String wanted(Use use) {
        return use.kind() + " " + use.target() + (use.member().isEmpty() ? "" : "#" + use.member());
    }
}
