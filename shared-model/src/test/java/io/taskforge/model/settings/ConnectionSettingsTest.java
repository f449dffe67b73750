package io.taskforge.model.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskforge.model.job.JobDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {

    private static final String DATABASE = "TASKFORGE_DATABASE_URL";
    private static final String BROKER = "TASKFORGE_AMQP_URL";

    @TempDir
    Path folder;

    @Test
    void one_database_url_sets_the_pool_and_the_login() {
        SmallRyeConfig config =
                with(DATABASE, "postgresql://forge:p%40ss%2Bword@db.example:6432/tickets?sslmode=require");

        String location = "postgresql://db.example:6432/tickets?sslmode=require";
        assertEquals(location, config.getRawValue("quarkus.datasource.reactive.url"));
        assertEquals(location, config.getRawValue("taskforge.database-jdbc-url"));
        assertEquals("forge", config.getRawValue("quarkus.datasource.username"));
        assertEquals("p@ss+word", config.getRawValue("quarkus.datasource.password"));
    }

    @Test
    void one_broker_url_sets_host_login_encryption_and_virtual_host() {
        SmallRyeConfig config = with(BROKER, "amqps://forge:secret@mq.example:5673/%2Ftickets");

        assertEquals("mq.example", config.getRawValue("rabbitmq-host"));
        assertEquals("5673", config.getRawValue("rabbitmq-port"));
        assertEquals("true", config.getRawValue("rabbitmq-ssl"));
        assertEquals("/tickets", config.getRawValue("rabbitmq-virtual-host"));
    }

    @ParameterizedTest
    @CsvSource({"amqp, 5672, false", "amqps, 5671, true"})
    void what_a_url_leaves_out_has_the_usual_value(String scheme, String port, String encrypted) {
        SmallRyeConfig config = with(BROKER, scheme + "://guest@localhost");

        assertEquals(port, config.getRawValue("rabbitmq-port"));
        assertEquals("/", config.getRawValue("rabbitmq-virtual-host"));
        assertEquals(encrypted, config.getRawValue("rabbitmq-ssl"));
    }

    @Test
    void a_wrong_url_is_refused_without_showing_its_password() {
        String wrongScheme = refusal(Map.of(DATABASE, "mysql://forge:topsecret@db/tickets"));
        String noUrl = refusal(Map.of(DATABASE, "postgresql://forge:top secret@db"));

        assertTrue(wrongScheme.startsWith("TASKFORGE_DATABASE_URL must look like postgresql://"), wrongScheme);
        assertFalse(noUrl.contains("top"), noUrl);
    }

    @ParameterizedTest
    @EnumSource(Secret.class)
    void a_secret_may_stand_in_a_file_whose_line_end_does_not_count(Secret secret) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "amqp://forge:hidden@db\n\r\n");

        SmallRyeConfig config = with(Map.of(secret.fileVariable(), file.toString(), secret.variable(), ""));

        assertEquals("amqp://forge:hidden@db", config.getRawValue(secret.property()));
    }

    @ParameterizedTest
    @EnumSource(Secret.class)
    void a_secret_in_two_places_is_refused(Secret secret) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "hidden");

        assertEquals(
                "Set " + secret.variable() + " or " + secret.fileVariable() + ", not both.",
                refusal(Map.of(
                        secret.variable(), "postgresql://forge@db/tickets", secret.fileVariable(), file.toString())));
    }

    @ParameterizedTest
    @EnumSource(Secret.class)
    void a_file_that_gives_no_secret_is_refused_by_its_variable(Secret secret) throws IOException {
        String missing = folder.resolve("missing").toString();
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        String named = "The file that " + secret.fileVariable() + " names ";

        assertEquals(named + "is not there: " + missing, refusal(Map.of(secret.fileVariable(), missing)));
        assertEquals(named + "is empty: " + empty, refusal(Map.of(secret.fileVariable(), empty.toString())));
        assertEquals(named + "cannot be read: " + folder, refusal(Map.of(secret.fileVariable(), folder.toString())));
        assertEquals(named + "is not text: " + binary, refusal(Map.of(secret.fileVariable(), binary.toString())));
    }

    @Test
    void the_content_of_a_file_is_never_shown() throws IOException {
        Path file = Files.writeString(folder.resolve("url"), "mysql://forge:hidden@db/tickets");

        assertFalse(
                refusal(Map.of("TASKFORGE_DATABASE_URL_FILE", file.toString())).contains("hidden"));
    }

    @Test
    void a_verified_database_has_its_authority_and_its_name_checked_by_both_clients() throws IOException {
        Path ca = Certificates.authority(folder).certificate();

        SmallRyeConfig config = with(Map.of(
                DATABASE,
                "postgresql://forge:x@db.example/tickets?sslmode=verify-full",
                "TASKFORGE_DATABASE_CA_FILE",
                ca.toString()));

        assertEquals("HTTPS", config.getRawValue("quarkus.datasource.reactive.hostname-verification-algorithm"));
        assertEquals(ca.toString(), config.getRawValue("quarkus.datasource.reactive.trust-certificate-pem.certs"));
        assertTrue(config.getRawValue("taskforge.database-jdbc-url").contains("&sslrootcert="));
    }

    @Test
    void a_verified_database_without_a_file_is_verified_by_the_authorities_of_java() {
        SmallRyeConfig config = with(DATABASE, "postgresql://forge:x@db.example/tickets?sslmode=verify-full");

        assertEquals("HTTPS", config.getRawValue("quarkus.datasource.reactive.hostname-verification-algorithm"));
        assertTrue(config.getRawValue("taskforge.database-jdbc-url")
                .endsWith("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?sslmode=disable", "?sslmode=require"})
    void an_authority_for_a_database_that_is_not_verified_is_refused(String query) throws IOException {
        String ca = Certificates.authority(folder).certificate().toString();

        String refusal =
                refusal(Map.of(DATABASE, "postgresql://forge:x@db/tickets" + query, "TASKFORGE_DATABASE_CA_FILE", ca));

        assertTrue(refusal.startsWith("TASKFORGE_DATABASE_CA_FILE does nothing as long as"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sslmode=verify", "?sslmode=verify-full&sslrootcert=/ca.pem"})
    void parameters_that_do_nothing_are_refused_with_those_that_do(String query) {
        String refusal = refusal(Map.of(DATABASE, "postgresql://forge:x@db/tickets" + query));

        assertTrue(refusal.contains("verify-full") || refusal.contains("TASKFORGE_DATABASE_CA_FILE"), refusal);
    }

    @Test
    void an_authority_for_a_broker_that_is_not_encrypted_is_refused() throws IOException {
        String ca = Certificates.authority(folder).certificate().toString();

        String refusal = refusal(Map.of(BROKER, "amqp://forge:x@mq", "TASKFORGE_AMQP_CA_FILE", ca));

        assertTrue(refusal.contains("make it amqps://"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TASKFORGE_DATABASE_CA_FILE", "TASKFORGE_AMQP_CA_FILE"})
    void a_file_without_certificates_is_refused_by_its_variable(String variable) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");

        String refusal = refusal(Map.of(
                DATABASE,
                "postgresql://forge:x@db/tickets?sslmode=verify-full",
                BROKER,
                "amqps://forge:x@mq",
                variable,
                file.toString()));

        assertEquals("The file that " + variable + " names must hold certificates in PEM: " + file, refusal);
    }

    @Test
    void the_version_needed_is_that_of_the_newest_migration_and_serves_this_build() {
        try (JobDatabase database = new JobDatabase()) {
            SchemaState found = JobDatabase.await(new DatabaseVersion(database.pool()).found());

            assertEquals(DatabaseVersion.NEEDED, found.version());
            assertTrue(found.serves(DatabaseVersion.NEEDED));
        }
    }

    private static String refusal(Map<String, String> environment) {
        List<String> refusals = Refusals.in(with(environment));
        assertEquals(1, refusals.size(), refusals::toString);
        assertEquals(1, refusals.getFirst().lines().count(), refusals::toString);
        return refusals.getFirst();
    }

    private static SmallRyeConfig with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    private static SmallRyeConfig with(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new ConnectionSettings())
                .build();
    }
}
