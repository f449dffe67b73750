package io.taskforge.model.client;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What can be set as a limit of a client, the same whether it comes from the command line or from a page. */
public final class LimitRules {

    /** Of every rate and number; to let nothing through, a client is disabled. */
    public static final int HIGHEST = 1_000_000;

    /** In one list of models or hosts. */
    public static final int MOST_NAMES = 100;

    private static final int LONGEST_HOST = 253;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,6}");
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    private LimitRules() {}

    /** From 1 to {@link #HIGHEST}; empty for anything else. */
    public static OptionalInt number(String text) {
        return NUMBER.matcher(text).matches() && Integer.parseInt(text) <= HIGHEST
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** The name of a model such as {@code qwen3:1.7b}, whether or not the service offers it; empty for anything else. */
    public static Optional<String> model(String text) {
        return MODEL.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** The name of a host without scheme and port, the way it stands in a resolved URL: lower case, ASCII; empty for anything else. */
    public static Optional<String> callbackHost(String text) {
        String host = ascii(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
        return host.length() <= LONGEST_HOST && HOST.matcher(host).matches() ? Optional.of(host) : Optional.empty();
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
