package io.taskforge.worker.chat;

/**
 * Servers that cut an over-long prompt in silence answer as if nothing had happened; only the count of the prompt's tokens tells. Some
 * versions of Ollama do so even when asked not to.
 */
final class SilentTruncation {

    /** What is kept: four tokens of the beginning and the last half of the window. A tokenizer's own marks may shift it by one or two. */
    private static final int SHIFTED = 2;

    private static final int TOLERANCE = 2;

    /** Below this, templates and marks weigh too much. */
    private static final int LARGE_ENOUGH = 300;

    private SilentTruncation() {}

    /**
     * @param window of the server
     * @param prompt as it was sent, without the server's template
     * @param counted the prompt's tokens as the server says
     * @param countsWholePrompts false for servers that leave out what they had computed before
     */
    static boolean suspected(int window, String prompt, long counted, boolean countsWholePrompts) {
        int estimate = TokenBudget.estimate(prompt);
        boolean halfOfTheWindow = Math.abs(counted - (window / 2 + SHIFTED)) <= TOLERANCE && estimate > window / 2;
        boolean farBelow = countsWholePrompts && estimate >= LARGE_ENOUGH && counted < TokenBudget.least(prompt);
        return halfOfTheWindow || farBelow;
    }
}
