package io.taskforge.nativecheck.used;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Tells look-ups whose type and name stand in the code as constants: GraalVM's analysis sees those by itself and keeps what they find
 * (its manual: "Reachability Metadata", computing metadata automatically).
 */
public final class ConstantCalls {

    private final ServiceClasses classes;
    private final Map<String, Optional<Caller>> read = new HashMap<>();

    private record Caller(ClassReader source, ClassNode type) {

        static Caller of(ClassReader source) {
            ClassNode type = new ClassNode();
            source.accept(type, 0);
            return new Caller(source, type);
        }
    }

    public ConstantCalls(ServiceClasses classes) {
        this.classes = classes;
    }

    /** What stands in the caller's code where the use was made. */
    public enum Call {
        /** Receiver and names are constants. */
        CONSTANT,
        COMPUTED,
        /** No call that could look anything up: the JVM itself was loading a class there. */
        NONE
    }

    public Call of(Use use) {
        if (use.at() < 0) {
            return Call.COMPUTED;
        }
        return read.computeIfAbsent(use.callerType(), name -> classes.find(name).map(Caller::of))
                .map(caller -> call(caller, use))
                .orElse(Call.COMPUTED);
    }

    private static Call call(Caller caller, Use use) {
        for (MethodNode method : caller.type().methods) {
            if (!method.name.equals(use.callerMethod()) || method.instructions.size() == 0) {
                continue;
            }
            Optional<AbstractInsnNode> step = stepAt(caller.source(), method, use.at());
            if (step.isPresent()
                    && step.get() instanceof MethodInsnNode call
                    && call.name.equals(use.called())
                    && call.owner.startsWith("java/")) {
                return isConstant(caller, method, call) ? Call.CONSTANT : Call.COMPUTED;
            }
        }
        return use.called().equals("loadClass") ? Call.NONE : Call.COMPUTED;
    }

    private static boolean isConstant(Caller caller, MethodNode method, MethodInsnNode call) {
        try {
            Frame<SourceValue>[] frames = new Analyzer<>(new SourceInterpreter()).analyze(caller.type().name, method);
            Frame<SourceValue> frame = frames[method.instructions.indexOf(call)];
            return frame != null && constant(call, frame);
        } catch (AnalyzerException e) {
            return false;
        }
    }

    private static boolean constant(MethodInsnNode call, Frame<SourceValue> frame) {
        Type[] arguments = Type.getArgumentTypes(call.desc);
        int top = frame.getStackSize();
        for (int i = 0; i < arguments.length; i++) {
            String type = arguments[i].getDescriptor();
            if ((type.equals("Ljava/lang/String;") || type.equals("Ljava/lang/Class;"))
                    && !isConstant(frame.getStack(top - arguments.length + i))) {
                return false;
            }
        }
        boolean onAnObject = call.getOpcode() != Opcodes.INVOKESTATIC;
        // A loader or a look-up object is never a constant, and need not be.
        return !onAnObject
                || !call.owner.equals("java/lang/Class")
                || isConstant(frame.getStack(top - arguments.length - 1));
    }

    private static boolean isConstant(SourceValue value) {
        return value.insns.size() == 1
                && value.insns.stream()
                        .allMatch(from -> from instanceof LdcInsnNode
                                || (from instanceof InsnNode && from.getOpcode() == Opcodes.ACONST_NULL));
    }

    /** The step that begins at this offset. Offsets are known only once the code is written out, so it is written again. */
    private static Optional<AbstractInsnNode> stepAt(ClassReader source, MethodNode method, int offset) {
        Offsets offsets = Offsets.of(source, method);
        for (AbstractInsnNode step : method.instructions) {
            if (step.getOpcode() >= 0 && offsets.of(step) == offset) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** Where each step of a method begins. */
    private record Offsets(Map<AbstractInsnNode, Label> labels) {

        static Offsets of(ClassReader source, MethodNode method) {
            Map<AbstractInsnNode, Label> labels = new HashMap<>();
            // With the constants where they were: how long a step is depends on it.
            ClassWriter writer = new ClassWriter(source, 0);
            writer.visit(Opcodes.V21, 0, "Written", null, "java/lang/Object", null);
            MethodVisitor out = writer.visitMethod(method.access, method.name, method.desc, null, null);
            method.instructions.resetLabels();
            out.visitCode();
            method.tryCatchBlocks.forEach(block -> block.accept(out));
            for (AbstractInsnNode step : method.instructions) {
                if (step.getOpcode() >= 0) {
                    Label label = new Label();
                    out.visitLabel(label);
                    labels.put(step, label);
                }
                step.accept(out);
            }
            out.visitMaxs(method.maxStack, method.maxLocals);
            out.visitEnd();
            writer.visitEnd();
            return new Offsets(labels);
        }

        int of(AbstractInsnNode step) {
            return labels.get(step).getOffset();
        }
    }
}
