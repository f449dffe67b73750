package io.taskforge.nativecheck.registered;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** All that a native image of one service would find by name. */
public final class Registrations {

    private final Map<String, TypeRegistration> types;
    private final List<Pattern> resources;
    private final Set<String> bundles;
    private final Set<String> proxies;
    private final Set<String> runTimeInitialised;

    private Registrations(
            Map<String, TypeRegistration> types,
            List<Pattern> resources,
            Set<String> bundles,
            Set<String> proxies,
            Set<String> runTimeInitialised) {
        this.types = types;
        this.resources = resources;
        this.bundles = bundles;
        this.proxies = proxies;
        this.runTimeInitialised = runTimeInitialised;
    }

    public boolean hasType(String type) {
        return types.containsKey(type);
    }

    public boolean hasConstructor(String type) {
        return hasType(type) && types.get(type).constructor();
    }

    /** @param method empty for all of them */
    public boolean hasMethod(String type, String method) {
        return hasType(type) && types.get(type).method(method);
    }

    /** @param field empty for all of them */
    public boolean hasField(String type, String field) {
        return hasType(type) && types.get(type).field(field);
    }

    /** @param name without a slash in front */
    public boolean hasResource(String name) {
        return resources.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    public boolean hasBundle(String name) {
        return bundles.stream().anyMatch(known -> known.equals(name) || known.endsWith(":" + name));
    }

    /** @param interfaces in their order, separated by commas */
    public boolean hasProxy(String interfaces) {
        return proxies.contains(interfaces);
    }

    /** Whether the type's initialiser runs in the image's process, and not while the image is built. */
    public boolean isInitialisedAtRunTime(String type) {
        return runTimeInitialised.stream().anyMatch(name -> type.equals(name) || type.startsWith(name + "."));
    }

    public int types() {
        return types.size();
    }

    public int resources() {
        return resources.size();
    }

    /** The same but for one type: to see that its absence is noticed. */
    public Registrations withoutType(String type) {
        Map<String, TypeRegistration> fewer = new HashMap<>(types);
        fewer.remove(type);
        return new Registrations(fewer, resources, bundles, proxies, runTimeInitialised);
    }

    /** The same but for each pattern that matches the resource. */
    public Registrations withoutResource(String name) {
        List<Pattern> fewer = resources.stream()
                .filter(pattern -> !pattern.matcher(name).matches())
                .toList();
        return new Registrations(types, fewer, bundles, proxies, runTimeInitialised);
    }

    /** Collects what several files register. */
    public static final class Builder {

        private final Map<String, TypeRegistration> types = new HashMap<>();
        private final List<Pattern> resources = new ArrayList<>();
        private final Set<String> bundles = new HashSet<>();
        private final Set<String> proxies = new HashSet<>();
        private final Set<String> runTimeInitialised = new HashSet<>();

        void type(TypeRegistration type) {
            types.merge(type.name(), type, TypeRegistration::and);
        }

        public Builder resource(String pattern) {
            resources.add(Pattern.compile(pattern));
            return this;
        }

        void bundle(String name) {
            bundles.add(name);
        }

        void proxy(String interfaces) {
            proxies.add(interfaces);
        }

        public Builder runTimeInitialised(String type) {
            runTimeInitialised.add(type);
            return this;
        }

        /** With all of its members. */
        public Builder type(String name) {
            type(new TypeRegistration(name, true, true, true, Set.of()));
            return this;
        }

        public Registrations build() {
            return new Registrations(
                    Map.copyOf(types),
                    List.copyOf(resources),
                    Set.copyOf(bundles),
                    Set.copyOf(proxies),
                    Set.copyOf(runTimeInitialised));
        }
    }
}
