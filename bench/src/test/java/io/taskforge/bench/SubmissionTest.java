package io.taskforge.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubmissionTest {

    @Test
    void the_script_gives_the_services_statement_a_value_for_each_parameter() {
        UUID client = UUID.randomUUID();

        String script = Submission.script(client);

        assertTrue(script.contains("'" + client + "'::uuid"), script);
        assertFalse(script.contains("$"), script);
    }
}
