package io.taskforge.nativecheck.recorder;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** {@code -javaagent:taskforge-native-check.jar=FOLDER}: writes {@code FOLDER/<pid>.uses} when the JVM ends. */
public final class RecorderAgent {

    /** Of the fast-jar packaging, in place of the JDK's loader for class paths. */
    private static final String RUNNER_LOADER = "io.quarkus.bootstrap.runner.RunnerClassLoader";

    private RecorderAgent() {}

    /** @param folder where to write */
    public static void premain(String folder, Instrumentation instrumentation) {
        Uses.writeAtTheEndTo(Path.of(folder, ProcessHandle.current().pid() + ".uses"));
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(Uses.class.getModule()), Map.of(), Map.of(), Set.of(), Map.of());
        AgentBuilder agent = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .ignore(none())
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .with(AgentBuilder.InitializationStrategy.NoOp.INSTANCE)
                .with(AgentBuilder.TypeStrategy.Default.REDEFINE);
        agent = classes(agent);
        agent = members(agent);
        agent = loaders(agent);
        agent.installOn(instrumentation);
    }

    private static AgentBuilder classes(AgentBuilder agent) {
        return agent.type(named("java.lang.Class")).transform((type, description, loader, module, domain) -> type.visit(
                        on(named("forName").and(isStatic()).and(isPublic()), Noting.Named.class))
                .visit(on(
                        namedOneOf(
                                        "getDeclaredFields",
                                        "getFields",
                                        "getDeclaredMethods",
                                        "getMethods",
                                        "getDeclaredConstructors",
                                        "getConstructors",
                                        "getRecordComponents",
                                        "getDeclaredClasses",
                                        "getPermittedSubclasses")
                                .and(isPublic()),
                        Noting.AllMembers.class))
                .visit(on(
                        namedOneOf("getDeclaredField", "getField", "getDeclaredMethod", "getMethod")
                                .and(isPublic()),
                        Noting.OneMember.class))
                .visit(on(
                        namedOneOf("getDeclaredConstructor", "getConstructor", "newInstance")
                                .and(isPublic()),
                        Noting.OneConstructor.class)));
    }

    private static AgentBuilder members(AgentBuilder agent) {
        return agent.type(named("java.lang.reflect.Method"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(on(named("invoke").and(isPublic()), Noting.Invoked.class)))
                .type(named("java.lang.reflect.Constructor"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(on(named("newInstance").and(isPublic()), Noting.Constructed.class)))
                .type(named("java.lang.reflect.Field"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(on(namedOneOf("get", "set").and(isPublic()), Noting.Accessed.class)))
                .type(named("java.lang.reflect.Proxy"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(on(named("newProxyInstance").and(isPublic()), Noting.Proxied.class)))
                .type(named("java.lang.invoke.MethodHandles$Lookup"))
                .transform((type, description, loader, module, domain) -> type.visit(on(
                                namedOneOf("findStatic", "findVirtual", "findSpecial", "findVarHandle")
                                        .and(takesArgument(1, String.class)),
                                Noting.Handle.class))
                        .visit(on(
                                namedOneOf("findStaticVarHandle", "findGetter", "findSetter", "findStaticGetter"),
                                Noting.Handle.class))
                        .visit(on(named("findConstructor").and(isPublic()), Noting.HandleOfConstructor.class))
                        .visit(on(named("findClass").and(isPublic()), Noting.Named.class)));
    }

    private static AgentBuilder loaders(AgentBuilder agent) {
        return agent.type(named("java.lang.ClassLoader").or(named(RUNNER_LOADER)))
                .transform((type, description, loader, module, domain) -> type.visit(on(
                                named("loadClass").and(isPublic()).and(takesArgument(0, String.class)),
                                Noting.Named.class))
                        .visit(on(
                                namedOneOf("getResource", "getResourceAsStream").and(isPublic()),
                                Noting.Resource.class))
                        .visit(on(named("getResources").and(isPublic()), Noting.Resources.class)))
                .type(named("java.lang.System"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(on(namedOneOf("load", "loadLibrary"), Noting.Library.class)))
                .type(named("java.util.ResourceBundle"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(on(named("getBundle").and(isPublic()), Noting.Bundle.class)));
    }

    private static net.bytebuddy.asm.AsmVisitorWrapper on(
            ElementMatcher<? super MethodDescription> methods, Class<?> advice) {
        return Advice.to(advice).on(methods);
    }
}
