package io.taskforge.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.local.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input gets one line on standard error, exit code 2, and nothing on standard output. */
class CommandLineTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return TaskForge.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Terminal(80, false, false, false),
                args);
    }

    private void refused(String because, String... args) {
        out.reset();
        err.reset();
        int code = run(args);
        String line = err.toString(StandardCharsets.UTF_8);
        assertEquals(2, code, line);
        assertTrue(line.contains(because), line);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.startsWith("taskforge: "), line);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void unknown_and_missing_words_are_refused() {
        refused("Say what to do");
        refused("Unmatched argument", "fly");
        refused("Unknown option: '--bogus'", "up", "--bogus");
        refused("Missing required parameter: 'FILE'", "draft");
        refused("--tickets", "draft", "x.md", "--tickets", "many");
        refused("Say what to do with keys", "keys");
    }

    @Test
    void bad_files_and_options_of_draft_are_refused_before_anything_starts() throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.md"), "Users must log in.");
        String file = spec.toString();
        refused("There is no file", "draft", folder.resolve("missing.md").toString());
        refused("from 1 to 50", "draft", file, "--tickets", "0");
        refused("more than --max", "draft", file, "--tickets", "9", "--max", "3");
        refused("--base is the id of a job", "draft", file, "--base", "SPEC-1");
        refused("title is empty", "draft", file, "--title", " ");
        refused(
                "There is no folder",
                "draft",
                file,
                "--out",
                folder.resolve("no/result.json").toString());
        refused("is a folder", "draft", file, "--out", folder.toString());
        refused("not a folder", "draft", file, "--data", file);
    }

    @Test
    void bad_ports_and_folders_of_up_are_refused() throws IOException {
        Path holiday = Files.writeString(folder.resolve("holiday.txt"), "sea");
        refused("from 0 to 65535", "up", "--http-port", "70000");
        refused("cannot share", "up", "--http-port", "9000", "--grpc-port", "9000");
        refused("mutually exclusive", "up", "--ephemeral", "--data", "x");
        refused("not TaskForge's", "up", "--data", folder.toString());
        refused("not a folder", "up", "--data", holiday.toString());
        assertEquals("sea", Files.readString(holiday));
    }

    @Test
    void keys_need_a_known_scope_a_good_name_and_a_stack() {
        String data = folder.resolve("none").toString();
        refused(
                "There is no scope \"tickets:rule\"",
                "keys",
                "create",
                "--client",
                "ci",
                "--scopes",
                "tickets:read,tickets:rule");
        refused("A client's name", "keys", "create", "--client", "a b", "--scopes", "tickets:read");
        refused("launcher's own", "keys", "create", "--client", "local", "--scopes", "tickets:read");
        refused("No stack runs", "keys", "create", "--client", "ci", "--scopes", "tickets:read", "--data", data);
        refused("Missing required option: '--scopes", "keys", "create", "--client", "ci");
    }

    @Test
    void a_key_that_would_never_open_anything_is_refused() {
        String[] create = {"keys", "create", "--client", "ci", "--scopes", "tickets:read", "--expires", ""};
        for (String passed : new String[] {"2020-01-01", "2020-01-01T00:00:00Z"}) {
            create[7] = passed;
            refused("has passed already", create);
        }
        for (String unreadable : new String[] {"", "soon", "0d", "90", "2030-02-30"}) {
            create[7] = unreadable;
            refused("--expires is a time from now such as 12h or 90d", create);
        }
    }

    @Test
    void every_command_about_clients_and_keys_needs_its_words_before_a_stack() {
        for (String command : new String[] {"limits", "disable", "enable", "webhook-secret"}) {
            refused("Missing required option: '--client", "keys", command);
            refused("A client's name", "keys", command, "--client", "a b");
        }
        refused("A client's name", "keys", "list", "--client", "a b");
        refused("Missing required parameter: 'KEY_ID'", "keys", "revoke");
        refused("not the id of a key", "keys", "revoke", "short");
        refused("Unknown option: '--jsn'", "keys", "list", "--jsn");
        refused("--submit-rate is how many", "keys", "limits", "--client", "ci", "--submit-rate", "50");
        refused("--read-rate is how many", "keys", "limits", "--client", "ci", "--read-rate", "fast");
        refused("--active takes numbers", "keys", "limits", "--client", "ci", "--active", "0");
        refused("--daily takes numbers", "keys", "limits", "--client", "ci", "--daily", "-1");
        refused("--models takes names", "keys", "limits", "--client", "ci", "--models", "");
        refused("--callback-hosts takes", "keys", "limits", "--client", "ci", "--callback-hosts", "https://a.example");
    }

    @Test
    void every_command_about_clients_and_keys_needs_a_stack() {
        String data = folder.resolve("none").toString();
        refused("No stack runs", "keys", "list", "--data", data);
        refused("No stack runs", "keys", "list", "--json", "--data", data);
        refused("No stack runs", "keys", "revoke", "Ab3defGhi012", "--data", data);
        for (String command : new String[] {"limits", "disable", "enable", "webhook-secret"}) {
            refused("No stack runs", "keys", command, "--client", "ci", "--data", data);
        }
    }

    @Test
    void help_lists_what_can_be_done_with_keys() {
        assertEquals(0, run("keys", "--help"));
        String help = out.toString(StandardCharsets.UTF_8);
        for (String command :
                new String[] {"create", "list", "revoke", "limits", "disable", "enable", "webhook-secret"}) {
            assertTrue(help.contains("  " + command + " "), help);
        }
    }

    @Test
    void help_lists_the_commands() {
        assertEquals(0, run("--help"));
        String help = out.toString(StandardCharsets.UTF_8);
        for (String command : new String[] {"draft", "up", "test", "keys", "doctor"}) {
            assertTrue(help.contains("  " + command + " "), help);
        }
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void doctor_finds_something_to_say_on_every_machine() {
        assertEquals(0, run("doctor", "--data", folder.resolve("none").toString()));
        String found = out.toString(StandardCharsets.UTF_8);
        for (String subject :
                new String[] {"JDK", "cores", "memory", "port 8080", "port 50051", "git", "Ollama", "data"}) {
            assertTrue(found.contains(subject), found);
        }
    }
}
