package io.taskforge.nativecheck.recorder;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Enumeration;
import net.bytebuddy.asm.Advice;

/**
 * What is woven into the JDK's methods, at their ends and only when they found something: what is not found is not found in a native
 * image either. The bodies are copied there, so that they may call nothing but public methods of {@link Uses}.
 */
final class Noting {

    private Noting() {}

    static final class Named {
        private Named() {}

        @Advice.OnMethodExit
        static void found(@Advice.Return Class<?> found, @Advice.Origin("#m") String method) {
            Uses.type(found, method);
        }
    }

    static final class AllMembers {
        private AllMembers() {}

        @Advice.OnMethodExit
        static void found(@Advice.This Class<?> type, @Advice.Origin("#m") String method) {
            Uses.allMembers(type, method);
        }
    }

    static final class OneMember {
        private OneMember() {}

        @Advice.OnMethodExit
        static void found(
                @Advice.This Class<?> type, @Advice.Argument(0) String name, @Advice.Origin("#m") String method) {
            Uses.member(type, name, method);
        }
    }

    static final class OneConstructor {
        private OneConstructor() {}

        @Advice.OnMethodExit
        static void found(@Advice.This Class<?> type, @Advice.Origin("#m") String method) {
            Uses.constructor(type, method);
        }
    }

    static final class Invoked {
        private Invoked() {}

        @Advice.OnMethodEnter
        static void before(@Advice.This Method method) {
            Uses.member(method.getDeclaringClass(), method.getName(), "invoke");
        }
    }

    static final class Constructed {
        private Constructed() {}

        @Advice.OnMethodEnter
        static void before(@Advice.This Constructor<?> constructor) {
            Uses.constructor(constructor.getDeclaringClass(), "construct");
        }
    }

    static final class Accessed {
        private Accessed() {}

        @Advice.OnMethodEnter
        static void before(@Advice.This Field field) {
            Uses.member(field.getDeclaringClass(), field.getName(), "access");
        }
    }

    static final class Proxied {
        private Proxied() {}

        @Advice.OnMethodExit
        static void found(@Advice.Argument(1) Class<?>[] interfaces) {
            Uses.proxy(interfaces);
        }
    }

    static final class Handle {
        private Handle() {}

        @Advice.OnMethodExit
        static void found(
                @Advice.Argument(0) Class<?> type,
                @Advice.Argument(1) String name,
                @Advice.Origin("#m") String method) {
            Uses.member(type, name, method);
        }
    }

    static final class HandleOfConstructor {
        private HandleOfConstructor() {}

        @Advice.OnMethodExit
        static void found(@Advice.Argument(0) Class<?> type) {
            Uses.constructor(type, "findConstructor");
        }
    }

    static final class Resource {
        private Resource() {}

        @Advice.OnMethodExit
        static void found(
                @Advice.Argument(0) String name,
                @Advice.Return(typing = net.bytebuddy.implementation.bytecode.assign.Assigner.Typing.DYNAMIC)
                        Object found) {
            if (found != null) {
                Uses.named("RESOURCE", name);
            }
        }
    }

    static final class Resources {
        private Resources() {}

        @Advice.OnMethodExit
        static void found(@Advice.Argument(0) String name, @Advice.Return Enumeration<?> found) {
            if (found != null && found.hasMoreElements()) {
                Uses.named("RESOURCE", name);
            }
        }
    }

    static final class Library {
        private Library() {}

        @Advice.OnMethodExit
        static void found(@Advice.Argument(0) String name) {
            Uses.named("LIBRARY", name);
        }
    }

    static final class Bundle {
        private Bundle() {}

        @Advice.OnMethodExit
        static void found(@Advice.Argument(0) String name) {
            Uses.named("BUNDLE", name);
        }
    }
}
