package io.taskforge.nativecheck.registered;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A service's {@code target/native-sources}: the runner jar, the libraries beside it, and the arguments for {@code native-image}. */
public final class NativeSources {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "META-INF/native-image/";
    private static final String QUARKUS_FEATURE = "io/quarkus/runner/Feature.class";
    private static final Pattern AT_RUN_TIME = Pattern.compile("--initialize-at-run-time=(\\S+)");
    private static final Pattern EXCLUDED = Pattern.compile("--exclude-config (\\S+) (\\S+)");

    private final Path folder;
    private final Registrations.Builder found = new Registrations.Builder();

    private NativeSources(Path folder) {
        this.folder = folder;
    }

    /** @throws UncheckedIOException when the sources are not there */
    public static Registrations read(Path folder) {
        try {
            return new NativeSources(folder).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Registrations read() throws IOException {
        String arguments = Files.readString(folder.resolve("native-image.args"));
        arguments(arguments);
        for (Path jar : jars()) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                Enumeration<JarEntry> entries = opened.entries();
                while (entries.hasMoreElements()) {
                    JarEntry entry = entries.nextElement();
                    if (isExcluded(arguments, jar, entry.getName())) {
                        continue;
                    }
                    entry(opened, entry);
                }
            }
        }
        return found.build();
    }

    /** The runner first. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
        return jars;
    }

    private static boolean isExcluded(String arguments, Path jar, String entry) {
        Matcher excluded = EXCLUDED.matcher(arguments);
        while (excluded.find()) {
            if (Pattern.compile(excluded.group(1)).matcher(jar.toString()).find()
                    && Pattern.compile(excluded.group(2)).matcher("/" + entry).find()) {
                return true;
            }
        }
        return false;
    }

    private void arguments(String arguments) {
        Matcher classes = AT_RUN_TIME.matcher(arguments);
        while (classes.find()) {
            for (String name : classes.group(1).split(",", -1)) {
                found.runTimeInitialised(name);
            }
        }
    }

    private void entry(JarFile jar, JarEntry entry) throws IOException {
        String name = entry.getName();
        if (name.equals(QUARKUS_FEATURE)) {
            try (InputStream in = jar.getInputStream(entry)) {
                feature(in.readAllBytes());
            }
        } else if (name.startsWith(METADATA)) {
            try (InputStream in = jar.getInputStream(entry)) {
                metadata(name, in);
            }
        }
    }

    private void metadata(String name, InputStream in) throws IOException {
        if (name.endsWith("reflect-config.json") || name.endsWith("jni-config.json")) {
            JSON.readTree(in).forEach(this::type);
        } else if (name.endsWith("resource-config.json")) {
            JsonNode config = JSON.readTree(in);
            resources(config.path("resources"));
            config.path("bundles")
                    .forEach(bundle -> found.bundle(bundle.path("name").asText()));
        } else if (name.endsWith("proxy-config.json")) {
            JSON.readTree(in).forEach(this::proxy);
        } else if (name.endsWith("native-image.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            arguments(properties.getProperty("Args", ""));
        }
    }

    private void type(JsonNode entry) {
        if (entry.path("name").isTextual()) {
            found.type(TypeRegistration.of(entry));
        }
    }

    private void resources(JsonNode resources) {
        // Two notations: a list, and lists of what to take and what not.
        JsonNode includes = resources.isArray() ? resources : resources.path("includes");
        includes.forEach(each -> found.resource(each.path("pattern").asText()));
    }

    private void proxy(JsonNode entry) {
        JsonNode interfaces = entry.isArray() ? entry : entry.path("interfaces");
        List<String> names = new ArrayList<>();
        interfaces.forEach(each -> names.add(each.asText()));
        found.proxy(String.join(",", names));
    }

    /** Quarkus's own feature has all classes initialised while the image is built, but for those that it names. */
    private void feature(byte[] bytes) {
        ClassNode feature = new ClassNode();
        new ClassReader(bytes).accept(feature, ClassReader.SKIP_DEBUG);
        for (MethodNode method : feature.methods) {
            for (AbstractInsnNode step : method.instructions) {
                if (step instanceof LdcInsnNode constant && constant.cst instanceof String name && isCollected(step)) {
                    found.runTimeInitialised(name);
                }
            }
        }
    }

    /** It is made a class, and put into the collection that is given to GraalVM; others are looked up for other ends. */
    private static boolean isCollected(AbstractInsnNode name) {
        List<String> calls = new ArrayList<>();
        for (AbstractInsnNode next = name.getNext(); next != null && calls.size() < 2; next = next.getNext()) {
            if (next instanceof MethodInsnNode call) {
                calls.add(call.name);
            }
        }
        return calls.equals(List.of("forName", "add"));
    }
}
