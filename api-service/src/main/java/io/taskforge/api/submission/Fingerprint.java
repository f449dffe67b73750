package io.taskforge.api.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.Sha256;
import java.util.Map;

/**
 * Tells an honest retry from another request: the hash of what the client said, however it was laid out. Taken before defaults are
 * filled in, so that a later change of a default does not turn a retry into a conflict; what says nothing (null, empty objects and
 * arrays, {@code validate_only: false}) does not count.
 */
final class Fingerprint {

    private Fingerprint() {}

    /** @param request a valid one; 32 bytes */
    static byte[] of(JsonNode request) {
        ObjectNode said = saying(request);
        said.remove("idempotency_key");
        if (said.path("validate_only").isBoolean()
                && !said.path("validate_only").booleanValue()) {
            said.remove("validate_only");
        }
        return Sha256.of(CanonicalJson.of(said));
    }

    /** Of the request to run a job once more, which no request for a new job is equal to: those are hashed as JSON. */
    static byte[] ofRetry(JobId repeated) {
        return Sha256.of("retry:" + repeated);
    }

    private static ObjectNode saying(JsonNode object) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = member.getValue().isObject() ? saying(member.getValue()) : member.getValue();
            boolean saysNothing = value.isNull() || (value.isContainerNode() && value.isEmpty());
            if (!saysNothing) {
                said.set(member.getKey(), value);
            }
        }
        return said;
    }
}
