package io.taskforge.nativecheck.recorder;

import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What was looked up so far, each look-up of each place once, as lines of seven fields between tabs: kind, target, member, the JDK
 * method that was called, who called it, where in its byte code, and the class initialisers under way.
 *
 * <p>The last decide: a native image runs most of them while it is built, where everything can still be looked up.
 */
public final class Uses {

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> LINES = ConcurrentHashMap.newKeySet();

    /** Noting looks things up as well. */
    private static final ThreadLocal<Boolean> NOTING = ThreadLocal.withInitial(() -> false);

    private Uses() {}

    static void writeAtTheEndTo(Path file) {
        // Whatever this class needs is loaded now, not while java.lang.Class is being woven.
        note("TYPE", "warm", "", "up");
        LINES.clear();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file), "native-check"));
    }

    private static void write(Path file) {
        NOTING.set(true);
        try {
            Files.write(file, (Iterable<String>) LINES.stream().sorted()::iterator);
        } catch (IOException e) {
            System.err.println("what was looked up cannot be written: " + e);
        }
    }

    public static void type(Class<?> found, String method) {
        if (found != null && !found.isPrimitive()) {
            note("TYPE", found.getName(), "", method);
        }
    }

    public static void allMembers(Class<?> type, String method) {
        String kind =
                switch (method) {
                    case "getDeclaredFields", "getFields" -> "FIELDS";
                    case "getDeclaredConstructors", "getConstructors" -> "CONSTRUCTORS";
                    case "getDeclaredMethods", "getMethods", "getRecordComponents" -> "METHODS";
                    default -> "TYPE";
                };
        note(kind, type.getName(), "", method);
    }

    public static void member(Class<?> type, String name, String method) {
        String kind =
                switch (method) {
                    case "getDeclaredField", "getField", "access" -> "FIELD";
                    case "findVarHandle", "findStaticVarHandle", "findGetter", "findSetter", "findStaticGetter" ->
                        "FIELD";
                    default -> "METHOD";
                };
        note(kind, type.getName(), name, method);
    }

    public static void constructor(Class<?> type, String method) {
        note("CONSTRUCTOR", type.getName(), "<init>", method);
    }

    public static void proxy(Class<?>[] interfaces) {
        StringJoiner names = new StringJoiner(",");
        for (Class<?> each : interfaces) {
            names.add(each.getName());
        }
        note("PROXY", names.toString(), "", "newProxyInstance");
    }

    public static void named(String kind, String name) {
        note(kind, name, "", "");
    }

    private static void note(String kind, String target, String member, String method) {
        if (NOTING.get()) {
            return;
        }
        NOTING.set(true);
        try {
            LINES.add(String.join("\t", kind, target, member, WALKER.walk(frames -> place(frames, method))));
        } finally {
            NOTING.set(false);
        }
    }

    private static String place(Stream<StackFrame> frames, String method) {
        String through = method;
        StackFrame caller = null;
        StringBuilder initialising = new StringBuilder();
        for (StackFrame frame : (Iterable<StackFrame>) frames::iterator) {
            String name = frame.getClassName();
            if (name.startsWith("io.taskforge.nativecheck.recorder.")) {
                continue;
            }
            if (caller == null) {
                if (isPlatform(name)) {
                    through = name + "." + frame.getMethodName();
                } else {
                    caller = frame;
                }
            }
            if (frame.getMethodName().equals("<clinit>")) {
                initialising.append(initialising.isEmpty() ? "" : ",").append(name);
            }
        }
        String from = caller == null
                ? "\t-1"
                // Without its descriptor, which would load classes while one is being loaded.
                : caller.getClassName() + "." + caller.getMethodName() + "\t" + caller.getByteCodeIndex();
        return through + "\t" + from + "\t" + initialising;
    }

    /** Between who asks and what answers. */
    private static boolean isPlatform(String type) {
        return type.startsWith("java.")
                || type.startsWith("javax.crypto.")
                || type.startsWith("javax.net.")
                || type.startsWith("jdk.")
                || type.startsWith("sun.")
                || type.startsWith("com.sun.")
                || type.startsWith("io.quarkus.bootstrap.runner.");
    }
}
