package io.taskforge.local.terminal;

/**
 * What the output goes to. The start script finds it out, because Java cannot tell for standard output and error apart.
 *
 * @param columns 80 to 120, so that lines stay readable
 * @param shown whether standard output is a terminal
 * @param styled whether it shows bold and colours
 * @param live whether standard error is a terminal, on which a line may be written over
 */
public record Terminal(int columns, boolean shown, boolean styled, boolean live) {

    private static final int NARROWEST = 80;
    private static final int WIDEST = 120;
    private static final int USUAL = 100;

    public Terminal {
        columns = Math.clamp(columns, NARROWEST, WIDEST);
    }

    /** From the properties {@code taskforge.columns}, {@code taskforge.stdout} and {@code taskforge.stderr}. */
    public static Terminal found() {
        boolean shown = "terminal".equals(System.getProperty("taskforge.stdout"));
        boolean styled = shown && System.getenv("NO_COLOR") == null;
        boolean live = "terminal".equals(System.getProperty("taskforge.stderr"));
        return new Terminal(Integer.getInteger("taskforge.columns", USUAL), shown, styled, live);
    }

    public String bold(String text) {
        return styled ? "\033[1m" + text + "\033[0m" : text;
    }

    public String dim(String text) {
        return styled ? "\033[2m" + text + "\033[0m" : text;
    }
}
