package io.taskforge.bench;

import io.taskforge.model.job.SubmitStatement;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** One specification of 1.5 KB, as a client submits it and as the service's statement stores it. */
final class Submission {

    private static final int SPEC_CHARACTERS = 1_536;
    private static final int ACCEPTED = 202;

    private static final String SPEC = "A support agent must see every invoice of a customer, newest first. "
            .repeat(SPEC_CHARACTERS)
            .substring(0, SPEC_CHARACTERS);

    /** With a space after each colon: pgbench takes what follows one at once for a variable, inside quotes too. */
    private static final String OPTIONS = "{\"include_epics\": true, \"dependency_mode\": \"explicit\","
            + " \"output_detail\": \"standard\", \"traceability\": \"refs\", \"allowed_labels\": [], \"story_point_scale\": []}";

    private static final String BODY = "{\"schema_version\":\"tickets.input.v1\",\"idempotency_key\":\"@key\","
            + "\"title\":\"Customer billing reconciliation workspace\",\"spec\":\"" + SPEC
            + "\",\"options\":{\"ticket_count\":3,\"max_ticket_count\":6,\"include_epics\":true}}";

    private static final AtomicLong NUMBER = new AtomicLong();

    private Submission() {}

    /** Each under a key of its own. */
    static HttpLoad.Question question(String apiKey) {
        String run = UUID.randomUUID().toString();
        Map<String, String> headers = Map.of("Authorization", "Bearer " + apiKey, "Content-Type", "application/json");
        return new HttpLoad.Question(
                HttpMethod.POST,
                () -> new HttpLoad.Request(
                        "/tickets/v1/jobs",
                        headers,
                        Buffer.buffer(BODY.replace("@key", run + "-" + NUMBER.incrementAndGet()))),
                answer -> answer.status() == ACCEPTED);
    }

    /** The same as a script for pgbench. */
    static String script(UUID client) {
        String hash = "decode('" + "ab".repeat(32) + "', 'hex')";
        return "\\set n random(1, 9000000000000000000)\n"
                + SubmitStatement.with(List.of(
                                "'" + client + "'::uuid",
                                "'bench-' || :n",
                                hash,
                                "'Customer billing reconciliation workspace'::text",
                                "'" + OPTIONS + "'",
                                "'{}'",
                                "86400000",
                                "'" + SPEC + "'::text",
                                hash,
                                "1",
                                "null::text",
                                "null",
                                "null",
                                "null::uuid",
                                "null::text"))
                        .replace("\n", " ")
                + ";\n";
    }
}
