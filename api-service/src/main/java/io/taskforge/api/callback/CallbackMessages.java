package io.taskforge.api.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.model.job.Job;
import io.taskforge.model.settings.StartRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a receiver is told: which job ended how, and where to ask for more, without tickets or specification. Made from the job's row,
 * which does not change after its end but by retention, so that every attempt says the same to the byte, whichever replica makes it.
 */
@ApplicationScoped
class CallbackMessages {

    /** Bytes; receivers' libraries and proxies take that much without asking. */
    static final int LARGEST = 20_000;

    /**
     * Left out, one after the other, of a message that is too large; whoever asks for the job gets them. Metadata alone can have 50 kB,
     * all else together has not 15.
     */
    private static final List<String> LEFT_OUT_FIRST = List.of("metadata", "progress");

    private final ObjectMapper json;
    private final String base;

    /** @param publicBaseUrl where clients reach this service; scheme, host, port and perhaps a path */
    CallbackMessages(ObjectMapper json, @ConfigProperty(name = "taskforge.public-base-url") String publicBaseUrl) {
        // Metadata have no order of their own, and another one in each process.
        this.json = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        this.base = publicBaseUrl.strip().replaceAll("/+$", "");
    }

    void check(@Observes StartupEvent start) {
        if (!isBase(base)) {
            throw StartRefusal.because(
                    "taskforge.public-base-url (TASKFORGE_PUBLIC_BASE_URL) must be the http or https URL"
                            + " that clients reach this service at, such as https://taskforge.example.com.");
        }
    }

    static boolean isBase(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** @param ended a job that is terminal; JSON in UTF-8 */
    byte[] of(Job ended) {
        TicketsJob shown = TicketsJob.of(ended);
        ObjectNode data = json.valueToTree(shown);
        data.remove("callback");
        data.put("status_url", base + shown.statusUrl());
        data.put("result_url", base + shown.resultUrl());
        data.put("events_url", base + shown.statusUrl() + "/events");
        ObjectNode message = json.createObjectNode()
                .put("type", "tickets.job." + shown.status())
                .put("timestamp", shown.finishedAt());
        message.set("data", data);
        byte[] bytes = bytes(message);
        for (Iterator<String> next = LEFT_OUT_FIRST.iterator(); bytes.length >= LARGEST && next.hasNext(); ) {
            data.remove(next.next());
            bytes = bytes(message);
        }
        return bytes;
    }

    private byte[] bytes(JsonNode message) {
        try {
            // By way of text: bytes written straight away spell each emoji as two escapes, which are three times as
            // long.
            return json.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
