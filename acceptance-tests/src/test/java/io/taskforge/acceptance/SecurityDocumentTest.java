package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What SECURITY.md names must be there: a control that was renamed or removed must not stay promised. */
class SecurityDocumentTest {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z0-9]+");
    private static final Pattern PLACE = Pattern.compile("[\\w./-]+\\.(md|yaml|json)");

    private static String document() throws IOException {
        return Files.readString(RunningProduct.HOME.resolve("SECURITY.md"));
    }

    private static Set<String> named(Pattern pattern) throws IOException {
        return QUOTED.matcher(document())
                .results()
                .map(found -> found.group(1))
                .filter(text -> pattern.matcher(text).matches())
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    /** Of all modules, by their files' names. */
    private static Set<String> types() throws IOException {
        Set<String> types = new HashSet<>();
        Files.walkFileTree(RunningProduct.HOME, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean leftOut = name.equals("target") || name.equals("node_modules") || name.equals(".git");
                return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    types.add(name.substring(0, name.length() - ".java".length()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return types;
    }

    @Test
    void every_class_and_test_that_is_named_exists() throws IOException {
        Set<String> named = named(TYPE);
        assertFalse(named.isEmpty());
        named.removeAll(types());
        assertEquals(Set.of(), named);
    }

    @Test
    void every_file_that_is_named_exists() throws IOException {
        assertEquals(
                List.of(),
                named(PLACE).stream()
                        .filter(place -> !Files.exists(RunningProduct.HOME.resolve(place)))
                        .toList());
    }
}
