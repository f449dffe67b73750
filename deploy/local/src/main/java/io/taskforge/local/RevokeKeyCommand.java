package io.taskforge.local;

import io.taskforge.local.key.KeyId;
import io.taskforge.local.key.Revocation;
import io.taskforge.local.terminal.Refusal;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a key back, for good. */
@Command(name = "revoke", description = "Revoke a key, for good. It opens nothing any more after at most 30 s.")
final class RevokeKeyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "KEY_ID",
            description = "its 12 characters as ./taskforge keys list shows them, or the key itself")
    private String text;

    @Mixin
    private DataOption data;

    private final PrintStream out;

    RevokeKeyCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws SQLException {
        // Not repeated: what was typed may well be most of a secret.
        KeyId key = KeyId.parse(text)
                .orElseThrow(() -> Refusal.usage("That is not the id of a key: it has 12 letters and digits, as in"
                        + " tfk_live_<id>_…; ./taskforge keys list shows them."));
        Revocation revocation = data.keys().revoke(key);
        switch (revocation) {
            case Revocation.Done done ->
                out.println("Key " + key + " of client " + done.client()
                        + " is revoked; a service that saw it lately may still take it for up to 30 s.");
            case Revocation.Before before ->
                out.println("Key " + key + " of client " + before.client() + " had been revoked before.");
            case Revocation.Launchers launchers ->
                throw Refusal.usage("Key " + key + " is one that a launcher works with, which revokes it at its end.");
            case Revocation.Unknown unknown ->
                throw Refusal.usage(
                        "There is no key " + key + " here; ./taskforge keys list shows those that there are.");
        }
        return 0;
    }
}
