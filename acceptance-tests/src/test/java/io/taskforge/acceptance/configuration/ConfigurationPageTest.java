package io.taskforge.acceptance.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Path HOME = Path.of(System.getProperty("taskforge.home", ".."));

    /** The script's own note to itself, and what examples of clients call their key. */
    private static final Set<String> NOT_OURS = Set.of("TASKFORGE_JDK_FOUND", "TASKFORGE_API_KEY");

    private final Sources sources = new Sources(HOME);
    private final ConfigurationPage page = ConfigurationPage.of(sources);

    @Test
    void the_page_is_what_the_sources_say() throws IOException {
        Path file = HOME.resolve("docs/configuration.md");
        if ("write".equals(System.getProperty("taskforge.docs"))) {
            Files.writeString(file, page.markdown());
        }

        assertEquals(page.markdown(), Files.readString(file), "docs/configuration.md says how to make it anew");
    }

    @Test
    void no_variable_that_a_source_names_is_missing() {
        Set<String> missing = new TreeSet<>(sources.named());
        missing.removeAll(page.variables().keySet());
        missing.removeAll(NOT_OURS);

        assertEquals(Set.of(), missing);
    }

    @Test
    void no_variable_is_there_that_nobody_reads() {
        Set<String> declared = new TreeSet<>();
        MappedVariables.in(sources).keySet().forEach(property -> declared.add(Sources.variable(property)));
        declared.addAll(sources.named());
        Set<String> unread = new TreeSet<>(page.variables().keySet());
        unread.removeAll(declared);
        unread.removeIf(name -> name.endsWith("_FILE") && declared.contains(name.replaceFirst("_FILE$", "")));

        assertEquals(Set.of(), unread);
    }

    @Test
    void every_variable_has_a_type_and_says_what_it_does() {
        List<String> bare = page.variables().values().stream()
                .filter(each -> each.type().isEmpty() || each.text().length() < 15)
                .map(Variable::name)
                .toList();

        assertTrue(
                bare.isEmpty(), () -> "say it in '## type: text' above the key, or in the mapping's Javadoc: " + bare);
    }
}
