package io.taskforge.model.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskforge.model.job.JobDatabase;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

    @Test
    void one_database_url_sets_the_pool_and_the_login() {
        SmallRyeConfig config = with(
                "taskforge.database-url", "postgresql://forge:p%40ss%2Bword@db.example:6432/tickets?sslmode=require");

        assertEquals(
                "postgresql://db.example:6432/tickets?sslmode=require",
                config.getRawValue("quarkus.datasource.reactive.url"));
        assertEquals("forge", config.getRawValue("quarkus.datasource.username"));
        assertEquals("p@ss+word", config.getRawValue("quarkus.datasource.password"));
    }

    @Test
    void one_broker_url_sets_host_login_encryption_and_virtual_host() {
        SmallRyeConfig config = with("taskforge.amqp-url", "amqps://forge:secret@mq.example:5671/%2Ftickets");

        assertEquals("mq.example", config.getRawValue("rabbitmq-host"));
        assertEquals("5671", config.getRawValue("rabbitmq-port"));
        assertEquals("true", config.getRawValue("rabbitmq-ssl"));
        assertEquals("/tickets", config.getRawValue("rabbitmq-virtual-host"));
    }

    @Test
    void what_a_url_leaves_out_has_the_usual_value() {
        SmallRyeConfig config = with("taskforge.amqp-url", "amqp://guest@localhost");

        assertEquals("5672", config.getRawValue("rabbitmq-port"));
        assertEquals("/", config.getRawValue("rabbitmq-virtual-host"));
        assertEquals("false", config.getRawValue("rabbitmq-ssl"));
    }

    @Test
    void a_wrong_url_is_refused_without_showing_its_password() {
        var wrongScheme = assertThrows(
                IllegalArgumentException.class,
                () -> with("taskforge.database-url", "mysql://forge:topsecret@db/tickets"));
        var noUrl = assertThrows(
                IllegalArgumentException.class,
                () -> with("taskforge.database-url", "postgresql://forge:top secret@db"));

        assertTrue(wrongScheme.getMessage().startsWith("TASKFORGE_DATABASE_URL must look like postgresql://"));
        assertFalse(noUrl.getMessage().contains("top"));
    }

    @Test
    void the_version_needed_is_that_of_the_newest_migration() {
        try (JobDatabase database = new JobDatabase()) {
            assertEquals(DatabaseVersion.NEEDED, JobDatabase.await(new DatabaseVersion(database.pool()).found()));
        }
    }

    private static SmallRyeConfig with(String name, String value) {
        return new SmallRyeConfigBuilder()
                .withSources(new io.smallrye.config.PropertiesConfigSource(java.util.Map.of(name, value), "test", 100))
                .withSources(new ConnectionSettings())
                .build();
    }
}
