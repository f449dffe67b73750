package io.taskforge.fakeollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Sends one answer in the way that a behaviour says. */
final class ChatAnswer {

    /** Waits; throws when the client is gone. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws IOException, InterruptedException;
    }

    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final Duration FOREVER = Duration.ofDays(1);

    /** Splits lines in the middle of characters of several bytes, as networks do. */
    private static final int BYTES_PER_CHUNK = 7;

    private static final int CHARACTERS_PER_LINE = 24;

    private final Chat chat;
    private final Behaviour behaviour;
    private final Wire wire;
    private final Pause pause;

    ChatAnswer(Chat chat, Behaviour behaviour, Wire wire, Pause pause) {
        this.chat = chat;
        this.behaviour = behaviour;
        this.wire = wire;
        this.pause = pause;
    }

    void send() throws IOException, InterruptedException {
        switch (behaviour) {
            case Behaviour.Status s -> wire.answer(s.status(), JSON_TYPE, bytes(s.body()));
            case Behaviour.Raw r -> wire.answer(200, JSON_TYPE, bytes(r.body()));
            case Behaviour.Drop d -> wire.close();
            case Behaviour.HangBeforeHeaders h -> {
                pause.of(FOREVER);
                deliver(chat.obedient(), "stop");
            }
            case Behaviour.Hold h -> {
                pause.of(h.time());
                deliver(chat.obedient(), "stop");
            }
            case Behaviour.PerToken p -> {
                if (!chat.streaming()) {
                    pause.of(p.each().multipliedBy(Chat.tokens(chat.obedient())));
                }
                deliver(chat.obedient(), "stop");
            }
            case Behaviour.ObeyOrders o -> deliver(chat.gullible(), "stop");
            case Behaviour.IgnoreSchema i ->
                deliver(
                        "Here are the tickets:\n\n1. **Build it** as the specification says.\n2. **Test it** well.\n",
                        "stop");
            case Behaviour.Say s -> deliver(s.content(), s.doneReason());
            case Behaviour.Wrap w -> deliver(w.before() + chat.obedient() + w.after(), "stop");
            case Behaviour.Cut c -> {
                String whole = chat.obedient();
                deliver(whole.substring(0, whole.length() * 2 / 3), "length");
            }
            case Behaviour.HangMidBody h -> halves(chat.answer(chat.obedient(), "stop"));
            case Behaviour.DoneFalse d -> {
                String whole = chat.obedient();
                String words = whole.substring(0, whole.length() / 3);
                wire.answer(
                        200,
                        JSON_TYPE,
                        bytes(chat.head(words).put("done", false).toString()));
            }
            case Behaviour.NoMetrics n -> {
                ObjectNode answer = chat.answer(chat.obedient(), "stop");
                answer.remove(List.of(
                        "prompt_eval_count", "eval_count", "total_duration", "prompt_eval_duration", "eval_duration"));
                wire.answer(200, JSON_TYPE, bytes(answer.toString()));
            }
            case Behaviour.NulBytes n -> {
                ObjectNode answer = chat.answer(chat.obedient().replace(" ", " \0"), "stop");
                wire.answer(200, JSON_TYPE, bytes(answer + "\0"));
            }
            case Behaviour.ErrorMidStream e ->
                stream(chat.obedient(), "{\"error\":\"an error was encountered while running the model\"}");
            case Behaviour.EndWithoutDone e -> stream(chat.obedient(), "");
            case Behaviour.Obey o -> deliver(chat.obedient(), "stop");
        }
    }

    private void deliver(String content, String doneReason) throws IOException, InterruptedException {
        ObjectNode answer = chat.answer(content, doneReason);
        if (!chat.streaming()) {
            wire.answer(200, JSON_TYPE, bytes(answer.toString()));
            return;
        }
        String words = answer.path("message").path("content").asText();
        ((ObjectNode) answer.get("message")).put("content", "");
        stream(words, answer.toString());
    }

    /** Lines of a few characters each, then the last one. */
    private void stream(String words, String last) throws IOException, InterruptedException {
        wire.head(200, "application/x-ndjson", "Transfer-Encoding: chunked");
        if (chat.thinking()) {
            ObjectNode thought = chat.head("").put("done", false);
            ((ObjectNode) thought.get("message")).put("thinking", "Let me see.");
            line(thought.toString());
        }
        boolean failing = behaviour instanceof Behaviour.ErrorMidStream;
        int end = failing ? Math.min(words.length(), CHARACTERS_PER_LINE) : words.length();
        for (int from = 0; from < end; from += CHARACTERS_PER_LINE) {
            int to = Math.min(end, from + CHARACTERS_PER_LINE);
            if (behaviour instanceof Behaviour.PerToken p) {
                pause.of(p.each().multipliedBy(Chat.tokens(words.substring(from, to))));
            }
            line(chat.head(words.substring(from, to)).put("done", false).toString());
        }
        if (!last.isEmpty()) {
            line(last);
        }
        wire.write(bytes("0\r\n\r\n"), 0, 5);
    }

    private void line(String json) throws IOException {
        byte[] line = bytes(json + "\n");
        for (int from = 0; from < line.length; from += BYTES_PER_CHUNK) {
            wire.chunk(line, from, Math.min(line.length, from + BYTES_PER_CHUNK));
        }
    }

    private void halves(ObjectNode answer) throws IOException, InterruptedException {
        byte[] body = bytes(answer.toString());
        wire.head(200, JSON_TYPE, "Content-Length: " + body.length);
        wire.write(body, 0, body.length / 2);
        pause.of(FOREVER);
        wire.write(body, body.length / 2, body.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
