package io.taskforge.local;

import io.taskforge.local.admin.AdminRegister;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a link with which a browser makes an administrator, or sets a forgotten password. Whoever can write to the database may. */
@Command(
        name = "bootstrap",
        description =
                "Print a link that makes an administrator in a browser; it is good once, for 15 minutes. There is no"
                        + " default password.")
final class BootstrapCommand implements Callable<Integer> {

    private static final Duration GOOD = Duration.ofMinutes(15);

    private static final String CLI = "cli";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "an administrator who has forgotten the password: the link sets a new one")
    private String name;

    @Mixin
    private DataOption data;

    private final PrintStream out;
    private final PrintStream err;

    BootstrapCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws SQLException {
        AdminRegister admins = data.admins();
        String link = name == null
                ? admins.newAdministrator(CLI, GOOD)
                : admins.newPassword(CLI, GOOD, name)
                        .orElseThrow(() -> Refusal.usage("There is no administrator " + DisplayText.oneLine(name)
                                + "; without --name, the link makes one."));
        out.println(link);
        out.flush();
        err.println("Open it within " + GOOD.toMinutes() + " minutes; it is good once.");
        return 0;
    }
}
