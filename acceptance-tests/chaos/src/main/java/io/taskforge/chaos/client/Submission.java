package io.taskforge.chaos.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job as a client asks for it. Its marker stands in every statement of its specification, and so in whatever the model is asked for
 * it.
 *
 * @param number from 1, one of its own in a world
 * @param tenant which of the clients submits it, from 0
 * @param callback where its end is to be told, with {@code {job_id}} in it
 */
public record Submission(int number, int tenant, String key, Optional<String> callback) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern MARKER = Pattern.compile("\\bM(\\d{5})\\b");

    public String marker() {
        return marker(number);
    }

    public static String marker(int number) {
        return "M%05d".formatted(number);
    }

    /** The number of the submission that a text of the model's server is about; empty when no marker stands in it. */
    public static Optional<Integer> numberIn(String text) {
        Matcher found = MARKER.matcher(text);
        return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
    }

    /** The request's body. */
    public String body() {
        return body("");
    }

    /**
     * The same key with something else behind the specification.
     *
     * @param more empty for the submission itself
     */
    public String body(String more) {
        String spec = "# Ledger " + marker() + "\n\n- The ledger " + marker()
                + " must balance every night.\n- An accountant must be able to" + " export the ledger " + marker()
                + " as CSV.\n" + more;
        ObjectNode body = JSON.createObjectNode()
                .put("schema_version", "tickets.input.v1")
                .put("idempotency_key", key)
                .put("title", "Ledger " + marker())
                .put("spec", spec);
        callback.ifPresent(url -> body.put("callback_url", url));
        body.putObject("metadata").put("marker", marker());
        body.putObject("options").put("max_ticket_count", 4);
        return body.toString();
    }
}
