package io.taskforge.acceptance.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import io.taskforge.acceptance.configuration.Variable.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the interfaces with {@code @ConfigMapping} declare: read from their sources, where their Javadoc still is. */
final class MappedVariables {

    private static final String MAPPING = "ConfigMapping";

    /** By the property's name, such as {@code taskforge.job.lease}. */
    private final Map<String, Variable> byProperty = new LinkedHashMap<>();

    private final Sources sources;

    private MappedVariables(Sources sources) {
        this.sources = sources;
    }

    static Map<String, Variable> in(Sources sources) {
        MappedVariables found = new MappedVariables(sources);
        sources.java(MAPPING).forEach(found::read);
        return found.byProperty;
    }

    private void read(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree mapping) {
                        argument(mapping.getModifiers().getAnnotations(), MAPPING)
                                .ifPresent(prefix -> read(prefix, mapping, unit, DocTrees.instance(task)));
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(String prefix, ClassTree mapping, CompilationUnitTree unit, DocTrees docs) {
        TreePath path = TreePath.getPath(unit, mapping);
        String section = firstSentence(plain(docs.getDocComment(path), prefix));
        List<Reader> readers = sources.readersOf(
                mapping.getSimpleName().toString(), unit.getSourceFile().getName());
        Map<String, List<String>> enums = new LinkedHashMap<>();
        mapping.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .forEach(nested -> enums.put(nested.getSimpleName().toString(), constants(nested)));
        for (Tree member : mapping.getMembers()) {
            if (member instanceof MethodTree method) {
                boolean parent = annotated(method, "WithParentName");
                String property =
                        parent ? prefix : prefix + "." + dashed(method.getName().toString());
                String unset = argument(method.getModifiers().getAnnotations(), "WithDefault")
                        .orElse("");
                Map<Reader, String> defaults = new LinkedHashMap<>();
                readers.forEach(reader -> defaults.put(reader, unset));
                String text = plain(docs.getDocComment(new TreePath(path, method)), prefix);
                String type = type(method.getReturnType().toString(), enums);
                byProperty.merge(
                        property,
                        new Variable(section, Sources.variable(property), type, defaults, text),
                        Variable::and);
            }
        }
    }

    private static List<String> constants(ClassTree type) {
        List<String> names = new ArrayList<>();
        for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree constant) {
                names.add("`" + constant.getName().toString().toLowerCase(Locale.ROOT) + "`");
            }
        }
        return names;
    }

    private static boolean annotated(MethodTree method, String annotation) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(each -> each.getAnnotationType().toString().equals(annotation));
    }

    /** The one argument of an annotation, by whatever name. */
    private static Optional<String> argument(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(each -> each.getAnnotationType().toString().equals(name))
                .flatMap(each -> each.getArguments().stream())
                .findFirst()
                .map(MappedVariables::literal);
    }

    private static String literal(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        return String.valueOf(((LiteralTree) value).getValue());
    }

    private static String type(String java, Map<String, List<String>> enums) {
        String inner = java.replaceFirst("^Optional<(.*)>$", "$1").replaceFirst("^Set<(.*)>$", "$1");
        String one =
                switch (inner) {
                    case "Duration" -> "duration";
                    case "int", "Integer", "long" -> "number";
                    case "boolean" -> "`true` or `false`";
                    case "URI" -> "URL";
                    case "Path" -> "file";
                    case "String" -> "text";
                    case "double" -> "number";
                    default -> String.join(" or ", enums.getOrDefault(inner, List.of(inner)));
                };
        return java.contains("Set<") ? one + "s, separated by commas" : one;
    }

    private static String dashed(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String firstSentence(String text) {
        return Stream.of(text.split("(?<=\\.) ", -1)).findFirst().orElse(text).replaceFirst("\\.$", "");
    }

    /** Javadoc as Markdown on one line; a link to another method as the variable that it stands for. */
    private static String plain(String javadoc, String prefix) {
        String text = Optional.ofNullable(javadoc)
                .orElse("")
                .lines()
                .map(String::strip)
                .collect(Collectors.joining(" "));
        StringBuilder linked = new StringBuilder();
        var links =
                java.util.regex.Pattern.compile("\\{@link #(\\w+)(?:\\(\\))?}").matcher(text);
        while (links.find()) {
            links.appendReplacement(linked, "`" + Sources.variable(prefix + "." + dashed(links.group(1))) + "`");
        }
        links.appendTail(linked);
        String markdown = linked.toString()
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .replaceFirst("^`TASKFORGE_[A-Z_]+`: ", "")
                .replaceAll("\\s+", " ")
                .strip();
        return markdown.isEmpty()
                ? markdown
                : markdown.substring(0, 1).toUpperCase(Locale.ROOT) + markdown.substring(1);
    }
}
