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
    private static final String PROSE =
            "Here are the tickets:\n\n1. **Build it** as the specification says.\n2. **Test it** well.\n";

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
            case Behaviour.Status s ->
                wire.answer(s.status(), JSON_TYPE, s.header(), bytes(chat.refused(s.status(), s.body())));
            case Behaviour.Raw r -> wire.answer(200, JSON_TYPE, bytes(r.body()));
            case Behaviour.Drop d -> wire.close();
            case Behaviour.HangBeforeHeaders h -> after(FOREVER);
            case Behaviour.Hold h -> after(h.time());
            case Behaviour.PerToken p -> {
                if (!chat.streaming()) {
                    pause.of(p.each().multipliedBy(Chat.tokens(chat.obedient())));
                }
                deliver(chat.obedient(), "stop");
            }
            case Behaviour.Obey o -> deliver(chat.obedient(), "stop");
            case Behaviour.Split s -> deliver(chat.obedient(), "stop");
            case Behaviour.IgnoreTruncate i -> deliver(chat.obedient(), "stop");
            case Behaviour.ObeyOrders o -> deliver(chat.gullible(), "stop");
            case Behaviour.Alphabetical a -> deliver(chat.alphabetical(), "stop");
            case Behaviour.IgnoreSchema i -> deliver(PROSE, "stop");
            case Behaviour.EchoOptions e -> deliver(chat.options(), "stop");
            case Behaviour.Say s -> deliver(s.content(), s.doneReason());
            case Behaviour.Wrap w -> deliver(w.before() + chat.obedient() + w.after(), "stop");
            case Behaviour.Think t -> deliver(t.answers() ? chat.obedient() : "", t.answers() ? "stop" : "length");
            case Behaviour.Cut c -> {
                String whole = chat.obedient();
                int at = Math.min(whole.length(), c.at().orElse(whole.length() * 2 / 3));
                deliver(whole.substring(0, at), "length");
            }
            case Behaviour.HangMidBody h -> halves();
            case Behaviour.DoneFalse d -> unfinished();
            case Behaviour.EndWithoutDone e -> unfinished();
            case Behaviour.NoMetrics n -> finish(without(chat.answer(chat.obedient(), "stop")));
            case Behaviour.CountPrompt c ->
                finish(chat.answer(chat.obedient(), "stop").put("prompt_eval_count", c.tokens()));
            case Behaviour.NulBytes n ->
                wire.answer(
                        200,
                        JSON_TYPE,
                        bytes(chat.written(chat.answer(chat.obedient().replace(" ", " \0"), "stop")) + "\0"));
            case Behaviour.ErrorMidStream e -> broken(Refusals.WHILE_RUNNING);
            case Behaviour.MalformedLine m -> broken("{\"model\":\"" + chat.model() + "\",\"mess");
        }
    }

    private void after(Duration time) throws IOException, InterruptedException {
        pause.of(time);
        deliver(chat.obedient(), "stop");
    }

    private void deliver(String content, String doneReason) throws IOException, InterruptedException {
        finish(chat.answer(content, doneReason));
    }

    private void finish(ObjectNode answer) throws IOException, InterruptedException {
        if (!chat.streaming()) {
            if (behaviour instanceof Behaviour.Think) {
                ((ObjectNode) answer.get("message")).put("thinking", thought());
            }
            wire.answer(200, JSON_TYPE, bytes(chat.written(answer)));
            return;
        }
        String words = answer.path("message").path("content").asText();
        ((ObjectNode) answer.get("message")).put("content", "");
        stream(words, words.length(), answer.toString());
    }

    /** Lines of a few characters each, then the last one; none when it is empty. */
    private void stream(String words, int end, String last) throws IOException, InterruptedException {
        wire.head(200, "application/x-ndjson", "Transfer-Encoding: chunked");
        if (chat.thinking() || behaviour instanceof Behaviour.Think) {
            ObjectNode thought = chat.head("").put("done", false);
            ((ObjectNode) thought.get("message")).put("thinking", thought());
            line(thought.toString());
        }
        for (int from = 0; from < end; from += CHARACTERS_PER_LINE) {
            int to = Math.min(end, from + CHARACTERS_PER_LINE);
            if (behaviour instanceof Behaviour.PerToken p) {
                pause.of(p.each().multipliedBy(Chat.tokens(words.substring(from, to))));
            }
            if (behaviour instanceof Behaviour.HangMidBody && from > 0) {
                pause.of(FOREVER);
            }
            line(chat.head(words.substring(from, to)).put("done", false).toString());
        }
        if (!last.isEmpty()) {
            line(last);
        }
        wire.write(bytes("0\r\n\r\n"), 0, 5);
    }

    /** Breaks in the middle of a stream, or is the whole body where nothing is streamed. */
    private void broken(String line) throws IOException, InterruptedException {
        if (!chat.streaming()) {
            wire.answer(200, JSON_TYPE, bytes(line));
            return;
        }
        String words = chat.obedient();
        stream(words, Math.min(words.length(), CHARACTERS_PER_LINE), line);
    }

    /** A third of the words, and no end. */
    private void unfinished() throws IOException, InterruptedException {
        String words = chat.obedient();
        String third = words.substring(0, words.length() / 3);
        if (chat.streaming()) {
            stream(third, third.length(), "");
        } else {
            wire.answer(200, JSON_TYPE, bytes(chat.written(chat.head(third).put("done", false))));
        }
    }

    private void line(String json) throws IOException {
        byte[] line = bytes(json + "\n");
        int step = behaviour instanceof Behaviour.Split s ? s.bytes() : BYTES_PER_CHUNK;
        for (int from = 0; from < line.length; from += step) {
            wire.chunk(line, from, Math.min(line.length, from + step));
        }
    }

    private void halves() throws IOException, InterruptedException {
        ObjectNode answer = chat.answer(chat.obedient(), "stop");
        if (chat.streaming()) {
            finish(answer);
            return;
        }
        byte[] body = bytes(chat.written(answer));
        wire.head(200, JSON_TYPE, "Content-Length: " + body.length);
        wire.write(body, 0, body.length / 2);
        pause.of(FOREVER);
        wire.write(body, body.length / 2, body.length);
    }

    private static ObjectNode without(ObjectNode answer) {
        return answer.remove(
                List.of("prompt_eval_count", "eval_count", "total_duration", "prompt_eval_duration", "eval_duration"));
    }

    private static String thought() {
        return "Let me see.";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
