package io.taskforge.local.key;

import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.LimitRules;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to change of a client's limits, read from the words of a person; what is not named stays.
 *
 * <p>Each method takes an option's text, null when it was not given and {@value #DEFAULT} for what the service does by itself.
 */
public final class LimitsChange {

    /** Unsets what was set. */
    public static final String DEFAULT = "default";

    private static final Pattern RATE = Pattern.compile("([0-9]{1,7})/([0-9]{1,7})");

    /** What a column gets. */
    sealed interface Value {}

    record Unset() implements Value {}

    record Count(int value) implements Value {}

    record Names(List<String> values) implements Value {}

    /** By the names of columns of the table {@code client}, which are never a person's words. */
    private final Map<String, Value> columns = new LinkedHashMap<>();

    public LimitsChange submitRate(String text) {
        return rate("--submit-rate", text, "submit_per_second", "submit_burst");
    }

    public LimitsChange readRate(String text) {
        return rate("--read-rate", text, "read_per_second", "read_burst");
    }

    public LimitsChange active(String text) {
        return number("--active", text, "active_jobs_max");
    }

    public LimitsChange daily(String text) {
        return number("--daily", text, "daily_jobs_max");
    }

    public LimitsChange models(String text) {
        return names("--models", text, "allowed_models", LimitsChange::model);
    }

    /** Names of hosts without scheme and port; kept the way they stand in a resolved URL: lower case, ASCII. */
    public LimitsChange callbackHosts(String text) {
        return names("--callback-hosts", text, "callback_hosts", LimitsChange::host);
    }

    public boolean isEmpty() {
        return columns.isEmpty();
    }

    Map<String, Value> columns() {
        return columns;
    }

    private LimitsChange rate(String option, String text, String perSecond, String burst) {
        if (DEFAULT.equals(text)) {
            columns.put(perSecond, new Unset());
            columns.put(burst, new Unset());
        } else if (text != null) {
            Matcher rate = RATE.matcher(text);
            if (!rate.matches()) {
                throw Refusal.usage(option + " is how many a second and how many at once, such as 50/200, or " + DEFAULT
                        + ", not \"" + DisplayText.oneLine(text) + "\".");
            }
            columns.put(perSecond, inRange(option, rate.group(1)));
            columns.put(burst, inRange(option, rate.group(2)));
        }
        return this;
    }

    private LimitsChange number(String option, String text, String column) {
        if (DEFAULT.equals(text)) {
            columns.put(column, new Unset());
        } else if (text != null) {
            columns.put(column, inRange(option, text));
        }
        return this;
    }

    private static Count inRange(String option, String text) {
        return new Count(LimitRules.number(text)
                .orElseThrow(() -> Refusal.usage(option + " takes numbers from 1 to " + LimitRules.HIGHEST + ", not \""
                        + DisplayText.oneLine(text) + "\"; to let nothing through, disable the client.")));
    }

    private LimitsChange names(String option, String text, String column, UnaryOperator<String> checked) {
        if (DEFAULT.equals(text)) {
            columns.put(column, new Unset());
        } else if (text != null) {
            Set<String> names = new LinkedHashSet<>();
            for (String name : text.split(",", -1)) {
                names.add(checked.apply(name.strip()));
            }
            if (names.size() > LimitRules.MOST_NAMES) {
                throw Refusal.usage(option + " takes up to " + LimitRules.MOST_NAMES + " names.");
            }
            columns.put(column, new Names(List.copyOf(names)));
        }
        return this;
    }

    private static String model(String name) {
        return LimitRules.model(name)
                .orElseThrow(() -> Refusal.usage(
                        "--models takes names of models such as qwen3:1.7b with commas between them, not \""
                                + DisplayText.oneLine(name) + "\"."));
    }

    private static String host(String name) {
        return LimitRules.callbackHost(name)
                .orElseThrow(() -> Refusal.usage(
                        "--callback-hosts takes names of hosts such as hooks.example.com, without scheme and port, with"
                                + " commas between them, not \"" + DisplayText.oneLine(name) + "\"."));
    }
}
