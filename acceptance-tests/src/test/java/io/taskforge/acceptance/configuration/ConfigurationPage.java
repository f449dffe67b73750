package io.taskforge.acceptance.configuration;

import io.taskforge.acceptance.configuration.Variable.Reader;
import io.taskforge.model.settings.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** docs/configuration.md, made of the sources. */
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            Every variable of the environment that TaskForge reads. The page is made from the sources: change it there, then run

            ```sh
            ./taskforge test -pl acceptance-tests -am -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dtaskforge.docs=write
            ```

            * **duration**: a number with `ms`, `s`, `m`, `h` or `d` behind it, such as `500ms`, `30s`, `7d`.
            * **number**: a whole number. **file**: a path that the service can read.
            * A blank value counts as none. What cannot be understood is refused at the start: exit code 2, and one line that names the variable.
            * A secret in a file is better kept than one in the environment, which more tools show: give each by its variable with `_FILE`.
            * Services that share a database and a broker are given the same value, where both read a variable.
            """;

    private final Map<String, Variable> variables = new LinkedHashMap<>();

    private ConfigurationPage() {}

    static ConfigurationPage of(Sources sources) {
        ConfigurationPage page = new ConfigurationPage();
        Map<String, Variable> mapped = MappedVariables.in(sources);
        List<Variable> aliases = new ArrayList<>();
        for (Reader service : List.of(Reader.API, Reader.WORKER)) {
            aliases.addAll(PropertyVariables.in(sources.properties(service), service, mapped));
        }
        OtherVariables.safety().forEach(page::add);
        aliases.forEach(page::add);
        Set<String> hidden = Set.copyOf(aliased(sources, mapped));
        mapped.forEach((property, variable) -> {
            if (!hidden.contains(property)) {
                page.add(variable);
            }
        });
        OtherVariables.others().forEach(page::add);
        page.addFiles();
        page.addLauncher(sources);
        return page;
    }

    /** Properties that have a shorter variable than their own. */
    private static List<String> aliased(Sources sources, Map<String, Variable> mapped) {
        List<String> keys = new ArrayList<>();
        for (Reader service : List.of(Reader.API, Reader.WORKER)) {
            sources.properties(service).stream()
                    .filter(line -> line.contains("=${TASKFORGE_"))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .filter(mapped::containsKey)
                    .forEach(keys::add);
        }
        return keys;
    }

    private void add(Variable variable) {
        variables.merge(variable.name(), variable, Variable::and);
    }

    private void addFiles() {
        for (Secret secret : Secret.values()) {
            variables.computeIfPresent(secret.variable(), (name, variable) -> variable.secret());
            add(OtherVariables.fileOf(secret, variables.get(secret.variable())));
        }
    }

    private void addLauncher(Sources sources) {
        for (String name : sources.readByLauncher()) {
            Variable read = variables.get(name);
            String theirs = name.equals("TASKFORGE_ENGINE")
                    ? "auto"
                    : read.defaults().values().iterator().next();
            variables.put(name, read.readBy(Reader.LAUNCHER, theirs));
            variables.computeIfPresent(name + "_FILE", (file, each) -> each.readBy(Reader.LAUNCHER, ""));
        }
    }

    Map<String, Variable> variables() {
        return variables;
    }

    String markdown() {
        Map<String, List<Variable>> sections = new LinkedHashMap<>();
        variables.values().forEach(each -> sections.computeIfAbsent(each.section(), none -> new ArrayList<>())
                .add(each));
        StringBuilder page = new StringBuilder(HEAD);
        sections.forEach((section, rows) -> {
            page.append("\n## ").append(section).append("\n\n");
            page.append("| variable | type | default | what it does | read by |\n|---|---|---|---|---|\n");
            Map<String, Variable> sorted = new TreeMap<>();
            rows.forEach(row -> sorted.put(row.name(), row));
            sorted.values().forEach(row -> page.append(row.row()).append('\n'));
        });
        return page.toString();
    }
}
