package io.taskforge.model.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.settings.ProductionRules.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionRulesTest {

    private static final String RANDOM = "9f2c4be17ad0583612cc7e04b1d6a8f3";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            taskforge.database-url           | postgresql://postgres:postgres@127.0.0.1/tickets           | The password in TASKFORGE_DATABASE_URL is one of the well-known examples
            taskforge.database-url           | postgresql://forge:ChangeMe123!@127.0.0.1/tickets          | The password in TASKFORGE_DATABASE_URL is one of the well-known examples
            taskforge.database-url           | postgresql://taskforge:password@127.0.0.1:5432/taskforge   | The password in TASKFORGE_DATABASE_URL is one of the well-known examples
            taskforge.database-url           | postgresql://forge@127.0.0.1/tickets                       | The password in TASKFORGE_DATABASE_URL is missing
            taskforge.database-url           | postgresql://forge:k3v9-xq27f@127.0.0.1/tickets            | The password in TASKFORGE_DATABASE_URL is shorter than 12 characters
            taskforge.database-url           | postgresql://forge-of-tickets:forge-of-tickets@127.0.0.1/t | The password in TASKFORGE_DATABASE_URL is the user's name
            taskforge.database-url           | postgresql://forge:xyxyxyxyxyxyxyxy@127.0.0.1/tickets      | The password in TASKFORGE_DATABASE_URL is a few characters repeated
            taskforge.amqp-url               | amqp://guest:guest@127.0.0.1                               | The password in TASKFORGE_AMQP_URL is one of the well-known examples
            taskforge.amqp-url               | amqps://forge:secret@127.0.0.1                             | The password in TASKFORGE_AMQP_URL is one of the well-known examples
            taskforge.amqp-url               | amqp://forge:aaaaaaaaaaaaaaaa@127.0.0.1                    | The password in TASKFORGE_AMQP_URL is a few characters repeated
            taskforge.key-pepper             | 0000000000000000000000000000000000000000000000000000000000000000 | TASKFORGE_KEY_PEPPER is a few characters repeated
            taskforge.key-pepper             | 0123456701234567012345670123456701234567012345670123456701234567 | TASKFORGE_KEY_PEPPER is a few characters repeated
            taskforge.model.api-key          | changeme                                                   | TASKFORGE_MODEL_API_KEY is one of the well-known examples
            taskforge.callbacks.allow-insecure | true                                                     | TASKFORGE_CALLBACKS_ALLOW_INSECURE lets results travel
            taskforge.failpoints             | relay.before_mark=error                                    | TASKFORGE_FAILPOINTS breaks this process on purpose
            """)
    void production_is_not_started_with_what_is_for_development(String setting, String value, String error) {
        List<String> errors = findings(Map.of(setting, value)).errors();

        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.getFirst().startsWith(error), errors::toString);
        assertTrue(errors.getFirst().contains(";"), "says what to do: " + errors);
        assertFalse(setting.endsWith("url") && errors.getFirst().contains(value), errors::toString);
    }

    @Test
    void random_secrets_are_good_enough() {
        Findings findings = findings(Map.of(
                "taskforge.database-url", "postgresql://forge:" + RANDOM + "@127.0.0.1/tickets",
                "taskforge.amqp-url", "amqp://forge:" + RANDOM + "@localhost",
                "taskforge.key-pepper", RANDOM.repeat(2),
                "taskforge.model.api-key", "sk-" + RANDOM,
                "taskforge.callbacks.allow-insecure", "false"));

        assertEquals(new Findings(List.of(), List.of()), findings);
    }

    @ParameterizedTest
    @CsvSource({
        "taskforge.database-url, postgresql://forge:%s@192.0.2.1/tickets, ?sslmode=verify-full",
        "taskforge.database-url, postgresql://forge:%s@192.0.2.1/tickets?sslmode=require, ?sslmode=verify-full",
        "taskforge.database-url, postgresql://forge:%s@192.0.2.1/tickets?sslmode=verify-ca, ?sslmode=verify-full",
        "taskforge.amqp-url, amqp://forge:%s@192.0.2.1, amqps://"
    })
    void a_way_through_the_network_that_others_can_read_or_bend_is_warned_of(
            String setting, String value, String advice) {
        Findings findings = findings(Map.of(setting, value.formatted(RANDOM)));

        assertEquals(List.of(), findings.errors());
        assertEquals(1, findings.warnings().size());
        assertTrue(findings.warnings().getFirst().contains(advice), findings.warnings()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "taskforge.database-url, postgresql://forge:%s@192.0.2.1/tickets?sslmode=verify-full",
        "taskforge.database-url, postgresql://forge:%s@[::1]/tickets",
        "taskforge.amqp-url, amqps://forge:%s@192.0.2.1"
    })
    void a_safe_way_is_not_warned_of(String setting, String value) {
        assertEquals(new Findings(List.of(), List.of()), findings(Map.of(setting, value.formatted(RANDOM))));
    }

    private static Findings findings(Map<String, String> settings) {
        return new ProductionRules(
                        new ServerPlace(ServerPlace.Addresses.ofSystem()),
                        name -> Optional.ofNullable(settings.get(name)))
                .findings();
    }
}
