package io.taskforge.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The three commands of the REST flow that TaskForge was asked for with, to the letter. They name port 8080; curl is told, outside
 * of the command, to connect to the product's own port instead, so that they can run beside whatever holds 8080. Without curl on
 * the machine, {@link CurlStandIn} reads the same text.
 */
final class SeedCommands {

    private static final String SUBMIT = """
            curl -sS -X POST http://127.0.0.1:8080/tickets/v1/jobs \\
            -H "Authorization: Bearer $TASKFORGE_API_KEY" \\
            -H "Content-Type: application/json" \\
            -d '{
            "schema_version": "tickets.input.v1",
            "idempotency_key": "spec-job-uuid-or-stable-client-key",
            "title": "Customer Billing Reconciliation Workspace",
            "spec": "Full or condensed product/technical spec text",
            "options": {
            "ticket_count": 3,
            "max_ticket_count": 6,
            "include_epics": true,
            "dependency_mode": "explicit",
            "output_detail": "standard"
            }
            }'
            """;

    private static final String STATUS = """
            curl -sS http://127.0.0.1:8080/tickets/v1/jobs/$JOB_ID \\
            -H "Authorization: Bearer $TASKFORGE_API_KEY"
            """;

    private static final String RESULT = """
            curl -sS http://127.0.0.1:8080/tickets/v1/jobs/$JOB_ID/result \\
            -H "Authorization: Bearer $TASKFORGE_API_KEY"
            """;

    private final RunningProduct product;

    SeedCommands(RunningProduct product) {
        this.product = product;
    }

    JsonNode submit() throws IOException, InterruptedException {
        return run(SUBMIT, "");
    }

    JsonNode status(String jobId) throws IOException, InterruptedException {
        return run(STATUS, jobId);
    }

    JsonNode result(String jobId) throws IOException, InterruptedException {
        return run(RESULT, jobId);
    }

    private JsonNode run(String command, String jobId) throws IOException, InterruptedException {
        String address = product.baseUrl().replace("http://", "");
        Map<String, String> variables = Map.of("TASKFORGE_API_KEY", product.apiKey(), "JOB_ID", jobId);
        String answer = hasCurl() ? shell(command, variables, address) : CurlStandIn.run(command, variables, address);
        return RunningProduct.JSON.readTree(answer);
    }

    private static boolean hasCurl() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
    }

    private static String shell(String command, Map<String, String> variables, String address)
            throws IOException, InterruptedException {
        Path curlHome = Files.createTempDirectory("taskforge-curl-");
        Files.writeString(curlHome.resolve(".curlrc"), "connect-to = \"127.0.0.1:8080:" + address + "\"\n");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        shell.environment().put("CURL_HOME", curlHome.toString());
        shell.environment().putAll(variables);
        Process process = shell.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("curl failed: " + answer);
        }
        RunningProduct.delete(curlHome);
        return answer;
    }
}
