package io.taskforge.worker.chat;

/**
 * Keeps prompt and answer inside the model's window, because a server cuts an over-long prompt silently.
 *
 * @param window tokens for both together
 */
public record TokenBudget(int window) {

    /** For the chat template's own tokens, which nobody outside the server can count. */
    private static final int TEMPLATE_RESERVE = 64;

    /** Three ASCII characters a token and a bit more than one token for any other: above what tokenizers of small models need. */
    public static int estimate(String text) {
        long ascii = ascii(text);
        return (int) Math.ceil(ascii / 3.0 + (text.codePointCount(0, text.length()) - ascii) * 1.1);
    }

    /**
     * Fewer than any tokenizer makes of a text: nine ASCII characters a token, or five others. Large vocabularies make four characters of
     * Cyrillic or Greek one token, a quarter of what {@link #estimate} sets aside for them.
     */
    static int least(String text) {
        long ascii = ascii(text);
        return (int) Math.floor(ascii / 9.0 + (text.codePointCount(0, text.length()) - ascii) / 5.0);
    }

    private static long ascii(String text) {
        return text.chars().filter(c -> c < 0x80).count();
    }

    public boolean holds(ChatCall call) {
        return estimate(call.system()) + estimate(call.user()) + call.numPredict() + TEMPLATE_RESERVE <= window;
    }
}
