package io.taskforge.local.terminal;

import java.io.PrintStream;
import java.util.Locale;

/** Tells what is going on, a line per step with the seconds since the beginning. Safe to use from several threads. */
public final class Steps {

    private static final int NAME_WIDTH = 18;

    /** Columns before a step's text. */
    public static final int MARGIN = "  0.0 s  ".length() + NAME_WIDTH + 1;

    private final PrintStream out;
    private final long begin = System.nanoTime();

    public Steps(PrintStream out) {
        this.out = out;
    }

    /** For example {@code   0.4 s  postgres           ready on 127.0.0.1:40301}. */
    public void step(String name, String text) {
        String time = String.format(Locale.ROOT, "%5.1f s  ", seconds());
        out.println(time + DisplayText.padded(name, NAME_WIDTH) + " " + DisplayText.oneLine(text));
        out.flush();
    }

    /** Seconds since the beginning. */
    public double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
