package io.taskforge.nativecheck.used;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Types of ours that the code has Jackson read, whether or not a run came by: each class constant in a method that calls Jackson's
 * mapper or reader, and what such a record holds. What Jackson writes is known at run time only, and so from the recording.
 */
public final class JacksonTypes {

    private static final Set<String> JACKSON = Set.of(
            "com/fasterxml/jackson/databind/ObjectMapper",
            "com/fasterxml/jackson/databind/ObjectReader",
            "com/fasterxml/jackson/databind/json/JsonMapper");

    private static final String OURS = "io/taskforge/";

    private final ServiceClasses classes;
    private final Set<String> found = new TreeSet<>();

    private JacksonTypes(ServiceClasses classes) {
        this.classes = classes;
    }

    /** As uses of all constructors, which is what Jackson looks at first. */
    public static List<Use> in(ServiceClasses classes) {
        JacksonTypes types = new JacksonTypes(classes);
        classes.ours().forEach(name -> classes.find(name).ifPresent(types::mentionedIn));
        return types.found.stream()
                .map(name -> new Use(
                        Use.Kind.CONSTRUCTORS,
                        name,
                        "",
                        "java.lang.Class.getDeclaredConstructors",
                        "com.fasterxml.jackson.databind.ObjectMapper.readValue",
                        -1,
                        List.of()))
                .toList();
    }

    private void mentionedIn(ClassReader source) {
        ClassNode type = new ClassNode();
        source.accept(type, ClassReader.SKIP_FRAMES);
        for (MethodNode method : type.methods) {
            List<String> constants = new ArrayList<>();
            boolean reads = false;
            for (AbstractInsnNode step : method.instructions) {
                if (step instanceof LdcInsnNode constant && constant.cst instanceof Type mentioned) {
                    constants.add(mentioned.getInternalName());
                } else if (step instanceof MethodInsnNode call && JACKSON.contains(call.owner)) {
                    reads |= call.name.startsWith("read")
                            || call.name.endsWith("ToValue")
                            || call.name.startsWith("convert");
                }
            }
            if (reads) {
                constants.forEach(this::withWhatItHolds);
            }
        }
    }

    private void withWhatItHolds(String first) {
        Deque<String> left = new ArrayDeque<>(List.of(first));
        while (!left.isEmpty()) {
            String name = left.poll();
            if (!name.startsWith(OURS) || !isMapped(name) || !found.add(name.replace('/', '.'))) {
                continue;
            }
            classes.find(name.replace('/', '.')).ifPresent(source -> {
                ClassNode type = new ClassNode();
                source.accept(type, ClassReader.SKIP_CODE);
                for (FieldNode field : type.fields) {
                    left.addAll(typesIn(field.signature == null ? field.desc : field.signature));
                }
            });
        }
    }

    /** Interfaces are looked at by what implements them; enums by their constants, which need no constructor. */
    private boolean isMapped(String name) {
        return classes.find(name.replace('/', '.'))
                .map(source -> "java/lang/Record".equals(source.getSuperName()))
                .orElse(false);
    }

    private static List<String> typesIn(String signature) {
        List<String> types = new ArrayList<>();
        for (String part : signature.split("[<>;:]+", -1)) {
            int at = part.indexOf(OURS);
            if (at >= 0) {
                types.add(part.substring(at));
            }
        }
        return types;
    }
}
