package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path parent;

    @Test
    void a_folder_is_held_once_and_says_by_whom() throws IOException {
        Path path = parent.resolve("a/b");
        try (DataFolder folder = DataFolder.take(path, DataFolder.Use.UP).orElseThrow()) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())));
            assertTrue(DataFolder.take(path, DataFolder.Use.DRAFT).isEmpty());
            assertEquals(Optional.of(DataFolder.Use.UP), DataFolder.useOf(path));
        }
        DataFolder.take(path, DataFolder.Use.DRAFT).orElseThrow().close();
        assertEquals(Optional.of(DataFolder.Use.DRAFT), DataFolder.useOf(path));
    }

    @Test
    void a_temporary_folder_goes_when_it_is_closed() throws IOException {
        Path path;
        try (DataFolder folder = DataFolder.temporary(DataFolder.Use.UP)) {
            path = folder.path();
            Files.writeString(folder.freshLog("x"), "one");
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void the_log_of_the_run_before_is_kept_once() throws IOException {
        try (DataFolder folder =
                DataFolder.take(parent.resolve("data"), DataFolder.Use.UP).orElseThrow()) {
            Files.writeString(folder.freshLog("x"), "one");
            Files.writeString(folder.freshLog("x"), "two");
            assertEquals("one", Files.readString(parent.resolve("data/logs/x.log.1")));
            assertFalse(Files.exists(folder.freshLog("x")));
        }
    }

    @Test
    void secrets_are_made_once_and_never_replaced_beside_a_database() throws IOException {
        Path path = Files.createDirectory(parent.resolve("data"));
        Secrets made = Secrets.in(path);
        assertEquals(made, Secrets.in(path));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("secrets.properties"))));
        assertEquals("Secrets[hidden]", made.toString());
        Files.createDirectory(path.resolve("postgres"));
        Files.delete(path.resolve("secrets.properties"));
        assertTrue(
                assertThrows(Refusal.class, () -> Secrets.in(path)).getMessage().contains("put the file back"));
    }

    @Test
    void an_older_folder_gets_the_secret_that_it_lacks_and_keeps_the_others() throws IOException {
        Path path = Files.createDirectory(parent.resolve("data"));
        Files.createDirectory(path.resolve("postgres"));
        Path file = Files.writeString(
                path.resolve("secrets.properties"),
                "database.password=one\nbroker.password=two\nkey.pepper=" + "0f".repeat(32) + "\n");
        Secrets completed = Secrets.in(path);
        assertEquals("one", completed.databasePassword());
        assertEquals("two", completed.brokerPassword());
        assertEquals("0f".repeat(32), completed.keyPepper());
        assertTrue(TokenSigningKey.isOne(completed.tokenSigningKey()));
        assertEquals(completed, Secrets.in(path));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void no_two_folders_sign_with_the_same_key() throws IOException {
        Path one = Files.createDirectory(parent.resolve("one"));
        Path other = Files.createDirectory(parent.resolve("other"));
        assertNotEquals(Secrets.in(one).tokenSigningKey(), Secrets.in(other).tokenSigningKey());
    }
}
