package io.taskforge.fakeollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Steers a fake that runs as a process of its own: what to do, what to let go, what came. */
final class Control {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeOllama fake;

    Control(FakeOllama fake) {
        this.fake = fake;
    }

    void answer(Wire wire, Wire.Request r) throws IOException {
        try {
            switch (r.path()) {
                case "/_fake/mode" -> {
                    mode(JSON.readTree(r.body()));
                    send(wire, 200, "{}");
                }
                case "/_fake/release" -> {
                    fake.release();
                    send(wire, 200, "{}");
                }
                case "/_fake/requests" -> send(wire, 200, requests().toString());
                default -> send(wire, 404, Refusals.error("no such control"));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            send(wire, 400, Refusals.error(String.valueOf(e.getMessage())));
        }
    }

    private void mode(JsonNode mode) {
        if (mode.has("always")) {
            fake.always(Behaviour.parse(mode.get("always").asText()));
        }
        mode.path("next").forEach(m -> fake.next(Behaviour.parse(m.asText())));
        if (mode.has("probes")) {
            fake.probes(Behaviour.parse(mode.get("probes").asText()));
        }
        if (mode.has("digest")) {
            fake.digest(mode.get("digest").asText());
        }
    }

    private ArrayNode requests() {
        ArrayNode list = JSON.createArrayNode();
        for (RecordedRequest q : fake.requests()) {
            ObjectNode one = list.addObject()
                    .put("number", q.number())
                    .put("at", q.at().toString())
                    .put("method", q.method())
                    .put("path", q.path())
                    .put("body", q.body())
                    .put("end", q.end().name().toLowerCase(Locale.ROOT));
            q.endedAt().ifPresent(at -> one.put("ended_at", at.toString()));
        }
        return list;
    }

    private static void send(Wire wire, int status, String body) throws IOException {
        wire.answer(status, "application/json; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }
}
