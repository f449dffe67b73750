package io.taskforge.local;

import io.taskforge.local.terminal.Refusal;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The people who administer the service in a browser. */
@Command(name = "admin", synopsisSubcommandLabel = "COMMAND", description = "Let people into the admin pages.")
final class AdminCommand implements Callable<Integer> {

    /** With all that can be done. */
    static CommandLine line(PrintStream out, PrintStream err) {
        return new CommandLine(new AdminCommand()).addSubcommand(new BootstrapCommand(out, err));
    }

    @Override
    public Integer call() {
        throw Refusal.usage("Say what to do: bootstrap (./taskforge admin --help).");
    }
}
