package io.taskforge.api.admin;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.OwnDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = FirstAdministratorTest.WithPasswordFile.class, restrictToAnnotatedClass = true)
class FirstAdministratorTest {

    private static final String PASSWORD = "a password out of a file";

    /** A database without administrators, and a file. */
    public static class WithPasswordFile extends OwnDatabase {

        @Override
        public Map<String, String> start() {
            try {
                Path file = Files.createTempFile("taskforge", "password");
                file.toFile().deleteOnExit();
                Files.writeString(file, PASSWORD + "\n");
                Map<String, String> settings = super.start();
                settings.put("taskforge.admin.password-file", file.toString());
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void the_password_in_the_file_makes_the_first_administrator() {
        Browser browser = new Browser();

        browser.post("/admin/sign-in", Map.of("name", "admin", "password", PASSWORD))
                .is(303);

        browser.open("/admin/audit").is(200).says("admin created").says("password file");
    }
}
