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
        int ascii = 0;
        int others = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x80) {
                ascii++;
            } else {
                others++;
            }
        }
        return (int) Math.ceil(ascii / 3.0 + others * 1.1);
    }

    public boolean holds(ChatCall call) {
        return estimate(call.system()) + estimate(call.user()) + call.numPredict() + TEMPLATE_RESERVE <= window;
    }
}
