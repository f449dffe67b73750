package io.taskforge.model.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * What is wrong with settings that are read before the application starts, where an exception would end it with a stack trace: put into
 * the configuration, where {@link SettingsGuard} finds it.
 */
public final class Refusals {

    private static final String PREFIX = "taskforge.refusal.";

    private Refusals() {}

    /** The name under which a source of settings puts its reason. */
    public static String property(String source) {
        return PREFIX + source;
    }

    /**
     * Takes a step that puts settings, or the reason why it cannot be taken.
     *
     * @param step throws {@link IllegalArgumentException} for what whoever set it must change
     */
    static void trying(Map<String, String> settings, String source, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            settings.put(property(source), e.getMessage());
        }
    }

    static List<String> in(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX))
                .distinct()
                .sorted()
                .map(name -> config.getConfigValue(name).getValue())
                .collect(Collectors.toList());
    }
}
