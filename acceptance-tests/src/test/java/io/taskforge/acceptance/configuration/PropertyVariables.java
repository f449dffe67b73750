package io.taskforge.acceptance.configuration;

import io.taskforge.acceptance.configuration.Variable.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code application.properties} reads as <code>${TASKFORGE_…:default}</code>. Where the key is one of a mapping's, the mapping says
 * what it is; elsewhere lines that begin with {@code ##} do, right above the key: {@code ## type: text}.
 */
final class PropertyVariables {

    private static final Pattern READ = Pattern.compile("\\$\\{(TASKFORGE_[A-Z0-9_]+):?");
    private static final Pattern TOLD = Pattern.compile("([^:]{1,40}): (.*)");
    private static final String SECTION = "Doors and connections";

    private PropertyVariables() {}

    /** @param mapped by property; an alias takes the place of the property's own variable */
    static List<Variable> in(List<String> properties, Reader reader, Map<String, Variable> mapped) {
        List<Variable> found = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (String line : properties) {
            if (line.startsWith("## ")) {
                told.add(line.substring(3));
                continue;
            }
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                read(
                        line.substring(0, equals),
                        line.substring(equals + 1),
                        String.join(" ", told),
                        reader,
                        mapped,
                        found);
            }
            told.clear();
        }
        return found;
    }

    private static void read(
            String key, String value, String told, Reader reader, Map<String, Variable> mapped, List<Variable> found) {
        Matcher names = READ.matcher(value);
        String first = null;
        int depth = 0;
        while (names.find()) {
            String name = names.group(1);
            depth++;
            String unset =
                    value.substring(names.end(), value.length() - depth).replace("${quarkus.http.port}", "<port>");
            Variable property = mapped.get(key);
            Matcher form = TOLD.matcher(told);
            boolean said = form.matches();
            String type = property != null ? property.type() : said && first == null ? form.group(1) : "";
            String text = first != null
                    ? Variable.STANDS_IN + first + "` is not set."
                    : property != null ? property.text() : said ? form.group(2) : "";
            String section = property != null ? property.section() : SECTION;
            boolean chained = unset.startsWith("${TASKFORGE_");
            found.add(new Variable(section, name, type, Map.of(reader, chained ? next(unset) : unset), text));
            first = first == null ? name : first;
        }
    }

    /** The variable that stands in for one that is not set. */
    private static String next(String value) {
        Matcher name = READ.matcher(value);
        return name.lookingAt() ? name.group(1) : value;
    }
}
