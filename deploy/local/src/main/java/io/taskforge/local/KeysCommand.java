package io.taskforge.local;

import io.taskforge.local.terminal.Refusal;
import io.taskforge.local.terminal.Terminal;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The programs that call the API: their keys, limits and webhook secrets. */
@Command(
        name = "keys",
        synopsisSubcommandLabel = "COMMAND",
        description = "Make, list and revoke API keys, and say what their clients may do.")
final class KeysCommand implements Callable<Integer> {

    /** With all that can be done. */
    static CommandLine line(PrintStream out, PrintStream err, Terminal terminal, Clock clock) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new CreateKeyCommand(out, err, clock))
                .addSubcommand(new ListKeysCommand(out, err, terminal))
                .addSubcommand(new RevokeKeyCommand(out))
                .addSubcommand(new ClientLimitsCommand(out, err))
                .addSubcommand(new DisableClientCommand(out))
                .addSubcommand(new EnableClientCommand(out))
                .addSubcommand(new WebhookSecretCommand(out, err));
    }

    @Override
    public Integer call() {
        throw Refusal.usage("Say what to do with keys: create, list, revoke, limits, disable, enable or webhook-secret"
                + " (./taskforge keys --help).");
    }
}
